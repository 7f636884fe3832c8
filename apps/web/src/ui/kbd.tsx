import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A key of the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      dir="ltr"
      className={classNames(
        "inline-grid h-6 min-w-6 place-items-center rounded-sm border border-line bg-surface-sunken px-1.5 font-mono text-xs text-ink-muted",
        className,
      )}
      {...props}
    />
  );
}
