"use client";

import { type Unit } from "@pulse/contracts/billing/plans";
import { type Meter, type Usage } from "@pulse/contracts/billing/usage";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { usageQuery } from "../../../lib/usage-query.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { buttonClasses } from "../../../ui/button-classes.ts";
import { Card } from "../../../ui/card.tsx";
import { MeterBar } from "../../../ui/meter-bar.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { QueryView } from "../query-view.tsx";
import { units } from "./units.ts";

/** The three meters, exact to the unit, and when they renew. */
export function Meters() {
  const text = useTranslations("usage");
  return (
    <section aria-label={text("meters")}>
      <QueryView query={useQuery(usageQuery)} skeleton={<MeterSkeletons />}>
        {(usage) => <MeterCards usage={usage} />}
      </QueryView>
    </section>
  );
}

function MeterCards({ usage }: { usage: Usage }) {
  const text = useTranslations("usage");
  const formats = useFormats();
  const paths = usePaths();
  const { end } = usage.period;
  return (
    <div className="space-y-4">
      <ul className="grid gap-4 sm:grid-cols-3">
        {units.map((unit) => (
          <li key={unit}>
            <MeterCard unit={unit} meter={usage[unit]} />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-ink-muted">
          {end === null ? text("noReset") : text("resets", { date: formats.date(end) })}
        </p>
        <Link className={buttonClasses({ size: "sm" })} href={paths.plans()}>
          {text("seePlans")}
        </Link>
      </div>
    </div>
  );
}

const levelInks = { ok: "text-positive", warning: "text-warning", exhausted: "text-negative" };

function MeterCard({ unit, meter }: { unit: Unit; meter: Meter }) {
  const text = useTranslations("usage");
  const unitText = useTranslations("units");
  const formats = useFormats();
  const hasLimit = meter.limit > 0;
  return (
    <Card className="flex h-full flex-col gap-4">
      <h2 className="text-base">{unitText(`names.${unit}`)}</h2>
      <div>
        <p className="text-3xl font-semibold tabular-nums">
          <bdi>{formats.number(meter.remaining)}</bdi>
        </p>
        <p className="text-sm text-ink-muted">{text("remaining")}</p>
      </div>
      <div className="space-y-1.5">
        {hasLimit ? (
          <MeterBar
            percent={meter.percent}
            level={meter.level}
            label={`${unitText(`names.${unit}`)}: ${text(`levels.${meter.level}`)}`}
            className="h-1.5"
          />
        ) : (
          <div className="h-1.5 rounded-full bg-line" />
        )}
        <p className={`text-sm ${hasLimit ? levelInks[meter.level] : "text-ink-muted"}`}>
          {hasLimit ? text(`levels.${meter.level}`) : text("none")}
        </p>
      </div>
      <dl className="mt-auto grid grid-cols-3 gap-2 border-t border-line pt-3 text-sm">
        {(["used", "held", "limit"] as const).map((part) => (
          <div key={part} {...(part === "held" ? { title: text("heldHelp") } : {})}>
            <dt className="text-xs text-ink-muted">{text(part)}</dt>
            <dd className="tabular-nums">
              <bdi>{formats.number(meter[part])}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function MeterSkeletons() {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {units.map((unit) => (
        <Skeleton key={unit} className="h-60 rounded-lg" />
      ))}
    </div>
  );
}
