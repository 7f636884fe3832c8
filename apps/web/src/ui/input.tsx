import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export const controlClasses = [
  "w-full rounded-md border border-line-strong/60 fallback:bg-surface-raised px-3 text-ui text-ink",
  "transition-colors duration-150 hover:border-line-strong focus-visible:border-focus focus-visible:outline-offset-0",
  "disabled:opacity-60 aria-invalid:border-negative",
];

/** Types whose content is Latin whatever the page's language. */
const latinTypes = new Set(["email", "url", "password", "tel"]);

/** A one-line field; e-mail, address, password and telephone fields are left-to-right by themselves. */
export function Input({ className, type, dir, ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      dir={dir ?? (type !== undefined && latinTypes.has(type) ? "ltr" : undefined)}
      className={classNames(controlClasses, "h-10 touch:h-11 touch:text-base", className)}
      {...props}
    />
  );
}
