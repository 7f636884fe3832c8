"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { callApi, type ResultOf } from "../../../lib/api-client.ts";
import { useFormats } from "../../../lib/preferences-context.tsx";
import { useMe } from "../../../lib/session.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { QueryView } from "../query-view.tsx";
import { RowSkeletons } from "../row-skeletons.tsx";

type Entry = ResultOf<"listAudit">["items"][number];

/** Who did what, when and from where, newest first. */
export function AuditLog() {
  const text = useTranslations("settings.audit");
  return (
    <div className="space-y-5">
      <p className="text-ink-muted">{text("text")}</p>
      <QueryView query={useMe()} skeleton={<RowSkeletons count={5} />}>
        {({ workspace }) => <Entries workspaceId={workspace.id} />}
      </QueryView>
    </div>
  );
}

function Entries({ workspaceId }: { workspaceId: string }) {
  const text = useTranslations("settings.audit");
  const log = useInfiniteQuery({
    queryKey: ["audit", workspaceId],
    queryFn: ({ pageParam, signal }) =>
      callApi("listAudit", {
        signal,
        params: { id: workspaceId },
        query: pageParam === null ? {} : { cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  return (
    <QueryView query={log} skeleton={<RowSkeletons count={5} />}>
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState icon={<ScrollText aria-hidden strokeWidth={1.5} />} title={text("empty")} />
        ) : (
          <div className="space-y-4">
            <EntryTable entries={entries} />
            {log.hasNextPage ? (
              <div className="flex justify-center">
                <Button disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                  {text("more")}
                </Button>
              </div>
            ) : null}
          </div>
        )
      }
    </QueryView>
  );
}

function EntryTable({ entries }: { entries: Entry[] }) {
  const text = useTranslations("settings.audit");
  const formats = useFormats();
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface-raised">
      <table className="w-full text-start text-sm">
        <thead className="text-ink-muted">
          <tr className="border-b border-line">
            {(["action", "actor", "when", "address"] as const).map((column) => (
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
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className="px-4 py-2.5 font-medium">
                <ActionName action={entry.action} />
              </td>
              <td className="px-4 py-2.5">
                <bdi>{entry.actor === null ? text("system") : entry.actor.name}</bdi>
              </td>
              <td className="px-4 py-2.5 whitespace-nowrap text-ink-muted tabular-nums">
                <time dateTime={entry.createdAt}>{formats.dateTime(entry.createdAt)}</time>
              </td>
              <td className="px-4 py-2.5 text-ink-muted">
                <bdi dir="ltr">{entry.ipAddress ?? "—"}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ActionName({ action }: { action: string }) {
  const text = useTranslations("settings.audit.actions");
  const key = action as Parameters<typeof text.has>[0];
  if (text.has(key)) return text(key);
  return <code className="ltr-isolate font-mono">{action}</code>;
}
