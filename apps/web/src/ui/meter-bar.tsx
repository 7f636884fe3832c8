import { classNames } from "./class-names.ts";

interface MeterBarProps {
  /** 0 to 100. */
  percent: number;
  /** What is reserved beyond that, 0 to 100; shown paler. */
  heldPercent?: number;
  level: "ok" | "warning" | "exhausted";
  /** What is measured and how much of it, in words. */
  label: string;
  className?: string;
}

const fills = { ok: "bg-positive-fill", warning: "bg-warning-fill", exhausted: "bg-negative-fill" };

/** A slim bar that fills from the start side: green, amber from 80 %, red when nothing is left. */
export function MeterBar({ percent, heldPercent = 0, level, label, className }: MeterBarProps) {
  return (
    <div
      className={classNames(
        "flex fallback:h-1 w-full overflow-hidden rounded-full bg-line",
        className,
      )}
    >
      <meter className="sr-only" aria-label={label} min={0} max={100} value={percent} />
      <div
        aria-hidden
        className={classNames(
          "h-full rounded-e-full transition-[width] duration-200",
          fills[level],
        )}
        style={{ width: `${percent}%` }}
      />
      <div
        aria-hidden
        className={classNames("h-full opacity-40 transition-[width] duration-200", fills[level])}
        style={{ width: `${heldPercent}%` }}
      />
    </div>
  );
}
