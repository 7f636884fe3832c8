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
            <EntryRows entries={entries} />
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

function EntryRows({ entries }: { entries: Entry[] }) {
  const text = useTranslations("settings.audit");
  const formats = useFormats();
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface-raised">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-4 py-3"
        >
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-semibold">
              <ActionName action={entry.action} />
            </span>
            <bdi className="text-sm text-ink-muted">{entry.actor?.name ?? text("system")}</bdi>
          </p>
          <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted tabular-nums">
            <time dateTime={entry.createdAt}>{formats.dateTime(entry.createdAt)}</time>
            {entry.ipAddress === null ? null : <bdi dir="ltr">{entry.ipAddress}</bdi>}
          </p>
        </li>
      ))}
    </ol>
  );
}

function ActionName({ action }: { action: string }) {
  const text = useTranslations("settings.audit.actions");
  const key = action as Parameters<typeof text.has>[0];
  if (text.has(key)) return text(key);
  return <code className="ltr-isolate font-mono">{action}</code>;
}
