import { Popover as PopoverPrimitive } from "radix-ui";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { floatingClasses } from "./surfaces.ts";

export const Popover = PopoverPrimitive.Root;
export const PopoverTrigger = PopoverPrimitive.Trigger;

/** A small panel beside its trigger, kept inside the window. */
export function PopoverContent({
  className,
  align = "start",
  sideOffset = 6,
  ...props
}: ComponentProps<typeof PopoverPrimitive.Content>) {
  return (
    <PopoverPrimitive.Portal>
      <PopoverPrimitive.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={classNames(
          floatingClasses,
          "max-h-(--radix-popover-content-available-height) fallback:w-72 fallback:overflow-y-auto fallback:p-4",
          className,
        )}
        {...props}
      />
    </PopoverPrimitive.Portal>
  );
}
