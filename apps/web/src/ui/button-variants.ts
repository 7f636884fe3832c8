import { cva } from "class-variance-authority";

/** The looks of a button, for links that must look like one. */
export const buttonVariants = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors duration-150 disabled:opacity-50 aria-disabled:opacity-50",
    "[&_svg]:size-[1.15em] [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink hover:bg-accent-hover",
        secondary: "border border-line bg-surface-raised text-ink hover:bg-surface-hover",
        quiet: "text-ink hover:bg-surface-hover",
        negative: "bg-negative text-negative-ink hover:bg-negative-hover",
        link: "h-auto px-0 text-accent underline underline-offset-4 hover:text-accent-hover",
      },
      size: {
        sm: "min-h-8 px-3 text-sm touch:min-h-11",
        md: "min-h-10 px-4 text-ui touch:min-h-11",
        lg: "min-h-12 px-6 text-base",
      },
    },
    compoundVariants: [{ variant: "link", className: "min-h-0 touch:min-h-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
