"use client";

import { type Unit } from "@pulse/contracts/billing/plans";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { type DayUsage } from "./fill-days.ts";

interface Props {
  days: readonly DayUsage[];
  unit: Unit;
}

/** A column for each day. Time runs left to right in every language; a column that is pointed at or tapped says its day and amount. */
export function DayChart({ days, unit }: Props) {
  const text = useTranslations("usage.history");
  const unitText = useTranslations("units");
  const formats = useFormats();
  const highest = Math.max(1, ...days.map(({ used }) => used));
  const [first, last] = [days.at(0), days.at(-1)];
  const [pointed, setPointed] = useState<string | null>(null);
  const labelOf = ({ day, used }: DayUsage) =>
    text("dayLabel", { day: formats.day(day), amount: unitText(unit, { count: used }) });
  const shown = days.find(({ day }) => day === pointed);
  return (
    <figure dir="ltr" className="rounded-lg border border-line bg-surface-raised p-4">
      <p
        aria-hidden
        className="flex justify-between gap-4 pb-2 text-xs text-ink-muted tabular-nums"
      >
        <bdi>{formats.number(highest)}</bdi>
        {shown ? <bdi className="text-ink">{labelOf(shown)}</bdi> : null}
      </p>
      <ol
        aria-label={text("chartLabel")}
        className="flex h-44 items-end gap-0.5 border-y border-line sm:gap-1"
        // A finger that is lifted leaves too; what it chose stays.
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setPointed(null)}
      >
        {days.map((item) => (
          <li
            key={item.day}
            className={classNames(
              "flex h-full min-w-0 flex-1 items-end rounded-xs",
              item.day === pointed && "bg-surface-hover",
            )}
            onPointerEnter={() => setPointed(item.day)}
          >
            <span className="sr-only">{labelOf(item)}</span>
            <span
              aria-hidden
              className="mx-auto w-full max-w-10 rounded-xs bg-accent"
              style={{ height: item.used === 0 ? 0 : `max(3px, ${(item.used / highest) * 100}%)` }}
            />
          </li>
        ))}
      </ol>
      <figcaption aria-hidden className="flex justify-between pt-2 text-xs text-ink-muted">
        <bdi>{first ? formats.day(first.day) : null}</bdi>
        <bdi>{last && last !== first ? formats.day(last.day) : null}</bdi>
      </figcaption>
    </figure>
  );
}
