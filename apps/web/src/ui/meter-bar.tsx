import { classNames } from "./class-names.ts";

interface MeterBarProps {
  /** 0 to 100. */
  percent: number;
  level: "ok" | "warning" | "exhausted";
  /** What is measured and how much of it, in words. */
  label: string;
  className?: string;
}

const fills = { ok: "bg-positive-fill", warning: "bg-warning-fill", exhausted: "bg-negative-fill" };

/** A slim bar that fills from the start side: green, amber from 80 %, red when nothing is left. */
export function MeterBar({ percent, level, label, className }: MeterBarProps) {
  return (
    <div className={classNames("h-1 w-full overflow-hidden rounded-full bg-line", className)}>
      <meter className="sr-only" aria-label={label} min={0} max={100} value={percent} />
      <div
        aria-hidden
        className={classNames("h-full rounded-full transition-[width] duration-200", fills[level])}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
