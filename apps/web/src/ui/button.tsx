import { type ComponentProps } from "react";
import { buttonClasses, type ButtonLooks } from "./button-classes.ts";

/** A text button; `type` is `button` unless said, so that nothing submits by accident. */
export function Button({
  className,
  variant,
  size,
  type,
  ...props
}: ComponentProps<"button"> & ButtonLooks) {
  return (
    <button
      type={type ?? "button"}
      className={buttonClasses({ variant, size, className })}
      {...props}
    />
  );
}
