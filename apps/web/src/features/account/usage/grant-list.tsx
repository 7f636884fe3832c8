"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { callApi, type ResultOf } from "../../../lib/api-client.ts";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { QueryView } from "../query-view.tsx";
import { RowSkeletons } from "../row-skeletons.tsx";

type Grant = ResultOf<"listGrants">["items"][number];

const grantsQuery = queryOptions({
  queryKey: ["usage", "grants"],
  queryFn: ({ signal }) => callApi("listGrants", { signal }),
});

/** The balances behind the meters, in the order in which they are spent. */
export function GrantList() {
  const text = useTranslations("usage.grants");
  return (
    <section aria-labelledby="grants" className="space-y-4">
      <div>
        <h2 id="grants" className="text-xl">
          {text("title")}
        </h2>
        <p className="text-sm text-ink-muted">{text("text")}</p>
      </div>
      <QueryView query={useQuery(grantsQuery)} skeleton={<RowSkeletons count={2} />}>
        {({ items }) =>
          items.length === 0 ? <EmptyState title={text("empty")} /> : <GrantRows grants={items} />
        }
      </QueryView>
    </section>
  );
}

function GrantRows({ grants }: { grants: Grant[] }) {
  const text = useTranslations("usage.grants");
  const unitText = useTranslations("units");
  const usageText = useTranslations("usage");
  const formats = useFormats();
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface-raised">
      {grants.map((grant) => (
        <li
          key={grant.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 p-4"
        >
          <div>
            <p className="font-semibold">
              {text(`sources.${grant.source}`)}
              <span className="font-normal text-ink-muted">
                {" "}
                · {unitText(`names.${grant.unit}`)}
              </span>
            </p>
            <p className="text-sm text-ink-muted">
              {grant.expiresAt === null
                ? text("never")
                : text("expires", { date: formats.date(grant.expiresAt) })}
            </p>
          </div>
          <p className="text-sm tabular-nums">
            <span className="text-ink-muted">{usageText("remaining")} </span>
            {usageText("ofLimit", {
              used: formats.number(grant.remaining),
              limit: formats.number(grant.amount),
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
