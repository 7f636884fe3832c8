import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** The shape of what is on its way; give it the size of what comes. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden
      className={classNames("animate-breathe fallback:rounded-md bg-surface-hover", className)}
      {...props}
    />
  );
}
