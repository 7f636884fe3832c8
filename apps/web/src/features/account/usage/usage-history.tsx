"use client";

import { type Unit } from "@pulse/contracts/billing/plans";
import { useQuery } from "@tanstack/react-query";
import { useNow, useTranslations } from "next-intl";
import Link from "next/link";
import { lazy, Suspense, useState } from "react";
import { callApi, type ResultOf } from "../../../lib/api-client.ts";
import { usageQuery } from "../../../lib/usage-query.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { buttonClasses } from "../../../ui/button-classes.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { QueryView } from "../query-view.tsx";
import { ChoiceGroup } from "../settings/choice-group.tsx";
import { DayChart } from "./day-chart.tsx";
import { fillDays } from "./fill-days.ts";
import { units } from "./units.ts";

const ShareList = lazy(async () => ({ default: (await import("./share-list.tsx")).ShareList }));

type History = ResultOf<"getUsageHistory">;
const groupings = ["day", "model", "member", "tool"] as const;
type Grouping = (typeof groupings)[number];

/** What was charged in the period: by day, model, member and tool. */
export function UsageHistory() {
  const text = useTranslations("usage.history");
  const unitText = useTranslations("units.names");
  const [by, setBy] = useState<Grouping>("day");
  const [unit, setUnit] = useState<Unit>("tokens");
  return (
    <section aria-labelledby="history" className="space-y-4">
      <h2 id="history" className="text-xl">
        {text("title")}
      </h2>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ChoiceGroup
          legend={text("by")}
          isLegendHidden
          value={by}
          choices={groupings.map((value) => ({ value, label: text(value) }))}
          onChange={setBy}
        />
        <ChoiceGroup
          legend={text("unit")}
          isLegendHidden
          value={unit}
          choices={units.map((value) => ({ value, label: unitText(value) }))}
          onChange={setUnit}
        />
      </div>
      <Grouped by={by} unit={unit} />
    </section>
  );
}

function Grouped({ by, unit }: { by: Grouping; unit: Unit }) {
  const history = useQuery({
    queryKey: ["usage", "history", by, unit],
    queryFn: ({ signal }) => callApi("getUsageHistory", { signal, query: { by, unit } }),
  });
  return (
    <QueryView query={history} skeleton={<Skeleton className="h-56 rounded-lg" />}>
      {(data) =>
        data.total === 0 ? <NothingUsed /> : <Filled history={data} by={by} unit={unit} />
      }
    </QueryView>
  );
}

function Filled({ history, by, unit }: { history: History; by: Grouping; unit: Unit }) {
  const text = useTranslations("usage.history");
  const unitText = useTranslations("units");
  return (
    <div className="space-y-4">
      <p className="text-sm text-ink-muted">
        {text("total", { amount: unitText(unit, { count: history.total }) })}
      </p>
      {by === "day" ? (
        <Days history={history} unit={unit} />
      ) : (
        <Suspense fallback={<Skeleton className="h-56 rounded-lg" />}>
          <ShareList history={history} unit={unit} by={by} />
        </Suspense>
      )}
    </div>
  );
}

function Days({ history, unit }: { history: History; unit: Unit }) {
  const usage = useQuery(usageQuery);
  const now = useNow();
  if (usage.data === undefined) return <Skeleton className="h-56 rounded-lg" />;
  return (
    <DayChart days={fillDays(history.items, new Date(usage.data.period.start), now)} unit={unit} />
  );
}

function NothingUsed() {
  const text = useTranslations("usage.history");
  const paths = usePaths();
  return (
    <EmptyState
      title={text("empty")}
      action={
        <Link className={buttonClasses()} href={paths.newChat()}>
          {text("emptyAction")}
        </Link>
      }
    />
  );
}
