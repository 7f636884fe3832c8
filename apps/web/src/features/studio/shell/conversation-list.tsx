"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { useErrorText } from "../../../lib/errors.ts";
import { timeZone } from "../../../lib/format.ts";
import { Button } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { conversationsQuery } from "../queries.ts";
import { ConversationItem } from "./conversation-item.tsx";
import { groupByDay } from "./group-by-day.ts";

interface ConversationListProps {
  search: string;
  onOpen: (() => void) | undefined;
}

/** The member's conversations by day; the next page loads as the end comes into sight. */
export function ConversationList({ search, onOpen }: ConversationListProps) {
  const text = useTranslations("shell.conversations");
  const errorText = useErrorText();
  const query = useInfiniteQuery(conversationsQuery(useDeferredValue(search.trim())));
  const { data, dataUpdatedAt, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const groups = useMemo(
    () =>
      groupByDay(
        data?.pages.flatMap((page) => page.items) ?? [],
        new Date(dataUpdatedAt),
        timeZone,
      ),
    [data, dataUpdatedAt],
  );
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !isFetchingNextPage) void fetchNextPage();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  if (query.isError && !data) {
    return (
      <div className="space-y-2 px-2 py-4 text-sm text-ink-muted">
        <p>{errorText(query.error)}</p>
        <Button size="sm" onClick={() => void query.refetch()}>
          {text("retry")}
        </Button>
      </div>
    );
  }
  if (query.isPending) return <ListSkeleton />;
  if (groups.length === 0) {
    return (
      <p className="px-2 py-4 text-sm text-ink-muted">
        {search.trim() === "" ? text("empty") : text("nothingFound")}
      </p>
    );
  }
  return (
    <div className="space-y-4 pb-2">
      {groups.map(({ group, conversations }) => (
        <section key={group} aria-label={text(`days.${group}`)}>
          <h3 className="px-2 pb-1 text-xs text-ink-muted">{text(`days.${group}`)}</h3>
          <ul className="space-y-px">
            {conversations.map((conversation) => (
              <ConversationItem key={conversation.id} conversation={conversation} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
      <div ref={end}>{isFetchingNextPage ? <ListSkeleton /> : null}</div>
    </div>
  );
}

/** Titles on their way. */
export function ListSkeleton() {
  return (
    <div aria-hidden className="space-y-3 px-2 py-2">
      {["w-4/5", "w-3/5", "w-11/12", "w-2/3", "w-3/4"].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
