import { classNames } from "./class-names.ts";

interface AvatarProps {
  name: string;
  className?: string;
}

/** The first letter of a name in a circle; decoration, so hidden from screen readers. */
export function Avatar({ name, className }: AvatarProps) {
  const letter = /\p{L}/u.exec(name)?.[0] ?? "•";
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent uppercase",
        className,
      )}
    >
      {letter}
    </span>
  );
}
