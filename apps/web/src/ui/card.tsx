import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A raised block with a hairline border. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={classNames(
        "rounded-lg border fallback:border-line bg-surface-raised fallback:p-5",
        className,
      )}
      {...props}
    />
  );
}
