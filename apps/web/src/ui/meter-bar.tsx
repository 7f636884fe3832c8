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
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classNames("h-1 w-full overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={classNames("h-full rounded-full transition-[width] duration-200", fills[level])}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
