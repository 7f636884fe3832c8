"use client";

import { type Unit } from "@pulse/contracts/billing/plans";
import { type Meter as UnitMeter } from "@pulse/contracts/billing/usage";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { usageQuery } from "../../../lib/usage-query.ts";
import { useHydrated } from "../../../lib/use-hydrated.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { classNames } from "../../../ui/class-names.ts";
import { MeterBar } from "../../../ui/meter-bar.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { levelInks, percentOf, spentLevel } from "./meter-level.ts";

const units: readonly Unit[] = ["tokens", "images", "videos"];

/** What is left, exactly, at the foot of the rail; leads to the page behind it. */
export function Meter() {
  const text = useTranslations("shell.meter");
  const paths = usePaths();
  const usage = useQuery(usageQuery).data;
  const isHydrated = useHydrated();
  if (!isHydrated || usage === undefined) return <Skeleton className="h-[5.75rem]" />;
  return (
    <Link
      href={paths.usage()}
      className="block space-y-2 rounded-md p-2 transition-colors hover:bg-surface-hover"
    >
      <span className="sr-only">{text("open")}</span>
      {units.map((unit) => (
        <MeterRow key={unit} unit={unit} meter={usage[unit]} />
      ))}
    </Link>
  );
}

function MeterRow({ unit, meter }: { unit: Unit; meter: UnitMeter }) {
  const text = useTranslations("shell.meter");
  const { number } = useFormats();
  const isIncluded = meter.limit > 0;
  const level = spentLevel(meter);
  const amounts = { remaining: number(meter.remaining), limit: number(meter.limit) };
  const sentence = isIncluded ? text("remaining", amounts) : text("notIncluded");
  return (
    <div className="space-y-1">
      <div className="flex justify-between gap-2 text-xs">
        <span>{text(`units.${unit}`)}</span>
        <span
          className={classNames("tabular-nums", isIncluded ? levelInks[level] : "text-ink-muted")}
        >
          {sentence}
        </span>
      </div>
      <MeterBar
        percent={percentOf(meter.used, meter.limit)}
        heldPercent={percentOf(meter.held, meter.limit)}
        level={isIncluded ? level : "ok"}
        label={`${text(`units.${unit}`)}: ${sentence}`}
      />
    </div>
  );
}
