"use client";

import { type Unit } from "@pulse/contracts/billing/plans";
import { useTranslations } from "next-intl";
import { type ResultOf } from "../../../lib/api-client.ts";
import { useFormats } from "../../../lib/preferences-context.tsx";

interface Props {
  history: ResultOf<"getUsageHistory">;
  unit: Unit;
  by: "model" | "member" | "tool";
}

/** Who or what used how much, the largest first, with bars against the total. */
export function ShareList({ history, unit, by }: Props) {
  const text = useTranslations("usage.history");
  const unitText = useTranslations("units");
  const formats = useFormats();
  const items = history.items.toSorted((a, b) => b.used - a.used);
  return (
    <ul className="space-y-4 rounded-lg border border-line bg-surface-raised p-4">
      {items.map(({ key, label, used, runs }) => {
        const percent = (used / history.total) * 100;
        return (
          <li key={key} className="space-y-1.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <bdi className="min-w-0 font-semibold wrap-anywhere">
                {by === "tool" && (key === "chat" || key === "api") ? text(`tools.${key}`) : label}
              </bdi>
              <span className="text-sm text-ink-muted tabular-nums">
                {unitText(unit, { count: used })} · {text("runs", { count: runs })} ·{" "}
                <bdi>{formats.percent(percent)}</bdi>
              </span>
            </div>
            <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
              <div className="h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
