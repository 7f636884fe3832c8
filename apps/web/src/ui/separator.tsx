import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A hairline across. */
export function Separator({ className, ...props }: ComponentProps<"hr">) {
  return <hr className={classNames("border-0 border-t border-line", className)} {...props} />;
}
