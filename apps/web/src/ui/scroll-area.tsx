import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A scrolling box with the browser's own thin bar, which keeps to the right edge for every language. */
export function ScrollArea({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={classNames(
        "min-h-0 overflow-y-auto overscroll-contain [scrollbar-width:thin]",
        className,
      )}
      {...props}
    />
  );
}
