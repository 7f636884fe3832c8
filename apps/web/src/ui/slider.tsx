import { Slider as SliderPrimitive } from "radix-ui";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** One value on a line that runs from the start side. */
export function Slider({
  className,
  id,
  "aria-label": label,
  "aria-describedby": describedBy,
  ...props
}: ComponentProps<typeof SliderPrimitive.Root>) {
  return (
    <SliderPrimitive.Root
      className={classNames(
        "relative flex h-6 touch:h-11 w-full touch-none items-center",
        className,
      )}
      {...props}
    >
      <SliderPrimitive.Track className="relative h-1.5 grow overflow-hidden rounded-full bg-line">
        <SliderPrimitive.Range className="absolute h-full bg-accent" />
      </SliderPrimitive.Track>
      <SliderPrimitive.Thumb
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        className="block size-5 rounded-full border-2 border-accent bg-surface-raised transition-colors"
      />
    </SliderPrimitive.Root>
  );
}
