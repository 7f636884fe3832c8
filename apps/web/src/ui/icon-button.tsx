import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const base =
  "inline-flex shrink-0 items-center justify-center fallback:rounded-md transition-colors duration-150 disabled:opacity-45";

const variants = {
  quiet:
    "fallback:text-ink-muted hover:bg-surface-hover hover:text-ink data-[state=open]:bg-surface-hover",
  primary: "bg-accent text-accent-ink hover:bg-accent-hover",
  secondary: "border border-line bg-surface-raised text-ink hover:bg-surface-hover",
};

const sizes = {
  sm: "size-8 touch:size-11 [&_svg]:size-4",
  md: "fallback:size-9 touch:size-11 [&_svg]:size-[1.125rem]",
};

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does; read aloud and shown by the browser on hover. */
  label: string;
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** A square button that holds one icon. */
export function IconButton(props: IconButtonProps) {
  const { label, className, variant = "quiet", size = "md", type, ...rest } = props;
  return (
    <button
      type={type ?? "button"}
      aria-label={label}
      title={label}
      className={classNames(base, variants[variant], sizes[size], className)}
      {...rest}
    />
  );
}
