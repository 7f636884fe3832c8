import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const variants = {
  accent: "bg-accent-soft text-accent",
  positive: "bg-positive-soft text-positive",
  warning: "bg-warning-soft text-warning",
  negative: "bg-negative-soft text-negative",
};

interface BadgeProps extends ComponentProps<"span"> {
  variant: keyof typeof variants;
}

/** A word about a thing, beside its name. */
export function Badge({ className, variant, ...props }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-sm px-1.5 py-px text-xs font-semibold whitespace-nowrap",
        variants[variant],
        className,
      )}
      {...props}
    />
  );
}
