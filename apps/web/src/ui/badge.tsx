import { type VariantProps, cva } from "class-variance-authority";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const badgeVariants = cva(
  "inline-flex items-center gap-1 rounded-sm px-1.5 py-px text-xs font-medium whitespace-nowrap",
  {
    variants: {
      variant: {
        neutral: "bg-surface-hover text-ink-muted",
        accent: "bg-accent-soft text-accent",
        positive: "bg-positive-soft text-positive",
        warning: "bg-warning-soft text-warning",
        negative: "bg-negative-soft text-negative",
      },
    },
    defaultVariants: { variant: "neutral" },
  },
);

/** A word about a thing, beside its name. */
export function Badge({
  className,
  variant,
  ...props
}: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span className={classNames(badgeVariants({ variant }), className)} {...props} />;
}
