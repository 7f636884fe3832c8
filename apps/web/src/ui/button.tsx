import { type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import { type ComponentProps } from "react";
import { buttonVariants } from "./button-variants.ts";
import { classNames } from "./class-names.ts";

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Renders the only child with the button's looks, e.g. a link. */
  asChild?: boolean;
}

/** A text button; `type` is `button` unless said, so that nothing submits by accident. */
export function Button({ className, variant, size, asChild, type, ...props }: ButtonProps) {
  const Component = asChild ? Slot.Root : "button";
  return (
    <Component
      {...(asChild ? {} : { type: type ?? "button" })}
      className={classNames(buttonVariants({ variant, size }), className)}
      {...props}
    />
  );
}
