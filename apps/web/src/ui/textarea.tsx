import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClasses } from "./input.tsx";

/** A field of several lines that grows with its text where the browser can. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={classNames(
        controlClasses,
        "field-sizing-content min-h-24 py-2 leading-relaxed touch:text-base",
        className,
      )}
      {...props}
    />
  );
}
