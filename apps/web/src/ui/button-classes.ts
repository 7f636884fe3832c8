import { classNames } from "./class-names.ts";

const base = [
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-semibold whitespace-nowrap select-none",
  "transition-colors duration-150 disabled:opacity-50 aria-disabled:opacity-50",
  "[&_svg]:size-[1.15em] [&_svg]:shrink-0",
];

const variants = {
  primary: "bg-accent text-accent-ink hover:bg-accent-hover",
  secondary: "border border-line bg-surface-raised text-ink hover:bg-surface-hover",
  quiet: "text-ink hover:bg-surface-hover",
  negative: "bg-negative text-negative-ink hover:bg-negative-hover",
};

const sizes = {
  sm: "min-h-8 px-3 text-sm touch:min-h-11",
  md: "min-h-10 px-4 text-ui touch:min-h-11",
  lg: "min-h-12 px-6 text-base",
};

export interface ButtonLooks {
  variant?: keyof typeof variants | undefined;
  size?: keyof typeof sizes | undefined;
  className?: string | undefined;
}

/** The looks of a button, for links that must look like one. */
export function buttonClasses({ variant = "secondary", size = "md", className }: ButtonLooks = {}) {
  return classNames(base, variants[variant], sizes[size], className);
}
