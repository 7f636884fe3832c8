import { clsx } from "clsx";

/** The mark: one calm pulse over a dot, as under a letter. Symmetric, so it is never mirrored. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={clsx("shrink-0", className ?? "size-7")}>
      <path
        d="M2 15.5h2.6c2.3 0 3-1.7 3.9-4.7C9.5 7.4 10.3 4.5 12 4.5s2.5 2.9 3.5 6.3c.9 3 1.6 4.7 3.9 4.7H22"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="19.25" r="1.75" fill="var(--brand)" />
    </svg>
  );
}

/** The mark with the name; the name is Latin in every language. */
export function Logo({ className }: { className?: string }) {
  return (
    <span
      dir="ltr"
      className={clsx("inline-flex items-center gap-1.5 text-xl font-semibold", className)}
    >
      <LogoMark />
      Pulse
    </span>
  );
}
