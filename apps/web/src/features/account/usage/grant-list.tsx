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
          items.length === 0 ? <EmptyState title={text("empty")} /> : <GrantTable grants={items} />
        }
      </QueryView>
    </section>
  );
}

function GrantTable({ grants }: { grants: Grant[] }) {
  const text = useTranslations("usage.grants");
  const unitText = useTranslations("units");
  const usageText = useTranslations("usage");
  const formats = useFormats();
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead className="text-ink-muted">
          <tr className="border-b border-line">
            {(["source", "kind", "remaining", "expires"] as const).map((column) => (
              <th
                key={column}
                scope="col"
                className="px-4 py-2.5 text-start font-medium whitespace-nowrap"
              >
                {text(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {grants.map((grant) => (
            <tr key={grant.id}>
              <td className="px-4 py-2.5 font-medium">{text(`sources.${grant.source}`)}</td>
              <td className="px-4 py-2.5">{unitText(`names.${grant.unit}`)}</td>
              <td className="px-4 py-2.5 whitespace-nowrap tabular-nums">
                {usageText("ofLimit", {
                  used: formats.number(grant.remaining),
                  limit: formats.number(grant.amount),
                })}
              </td>
              <td className="px-4 py-2.5 whitespace-nowrap text-ink-muted">
                {grant.expiresAt === null ? text("never") : formats.date(grant.expiresAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
