import { type VariantProps, cva } from "class-variance-authority";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const iconButtonVariants = cva(
  "inline-flex shrink-0 items-center justify-center rounded-md transition-colors duration-150 disabled:opacity-45",
  {
    variants: {
      variant: {
        quiet:
          "text-ink-muted hover:bg-surface-hover hover:text-ink data-[state=open]:bg-surface-hover",
        primary: "bg-accent text-accent-ink hover:bg-accent-hover",
        secondary: "border border-line bg-surface-raised text-ink hover:bg-surface-hover",
      },
      size: {
        sm: "size-8 touch:size-11 [&_svg]:size-4",
        md: "size-9 touch:size-11 [&_svg]:size-[1.125rem]",
      },
    },
    defaultVariants: { variant: "quiet", size: "md" },
  },
);

export interface IconButtonProps
  extends Omit<ComponentProps<"button">, "aria-label">, VariantProps<typeof iconButtonVariants> {
  /** What it does; read aloud and shown by the browser on hover. */
  label: string;
}

/** A square button that holds one icon. */
export function IconButton({ label, className, variant, size, type, ...props }: IconButtonProps) {
  return (
    <button
      type={type ?? "button"}
      aria-label={label}
      title={label}
      className={classNames(iconButtonVariants({ variant, size }), className)}
      {...props}
    />
  );
}
