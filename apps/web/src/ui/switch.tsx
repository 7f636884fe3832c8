import { Switch as SwitchPrimitive } from "radix-ui";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** On or off, at once. */
export function Switch({ className, ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      className={classNames(
        "inline-flex h-6 w-10 shrink-0 items-center rounded-full bg-line-strong p-0.5 transition-colors data-[state=checked]:bg-accent disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <SwitchPrimitive.Thumb className="size-5 rounded-full bg-surface-raised transition-[margin] duration-150 data-[state=checked]:ms-4" />
    </SwitchPrimitive.Root>
  );
}
