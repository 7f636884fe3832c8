import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type ApiError } from "../../../lib/api-error.ts";
import { useChosenModel } from "../models/use-chosen-model.ts";
import { conversationQuery } from "../queries.ts";
import { usePendingTurn, useRun, useRuns, useRunSnapshot } from "../runs/runs-context.tsx";
import { conversationIdOf } from "./conversation-id.ts";
import { shownTurns } from "./shown-turns.ts";
import { type RunSnapshot } from "../runs/run-session.ts";
import { type Draft } from "./use-draft.ts";
import { useTurns } from "./use-turns.ts";

/** How often a conversation is asked for whose run can no longer be followed. */
const orphanPollMs = 3_000;

/** A turn that the server would not take. */
export interface RefusedTurn {
  request: StartChatRun;
  parentId: string | null;
  error: ApiError;
}

/** The conversation on the screen: the address names it, or a turn that has just begun one. */
export function useConversation() {
  const { pending: pendingTurns, registry } = useRuns();
  const addressId = conversationIdOf(usePathname());
  const pending = usePendingTurn(addressId);
  const conversationId = addressId ?? pending?.startedConversationId ?? null;
  useEffect(() => {
    if (addressId !== null) pendingTurns.removeStarted();
  }, [addressId, pendingTurns]);

  const query = useQuery({
    ...conversationQuery(conversationId ?? ""),
    enabled: conversationId !== null,
    refetchInterval: ({ state }) => {
      const streaming = state.data?.messages.find((message) => message.state === "streaming");
      const session = registry.find(streaming?.runId ?? "");
      return streaming && session?.getSnapshot().connection === "closed" ? orphanPollMs : false;
    },
  });
  const detail = conversationId === null ? undefined : query.data;
  const turns = useMemo(() => shownTurns(detail, pending), [detail, pending]);
  return { conversationId, detail, pending, query, turns };
}

type ConversationOnScreen = ReturnType<typeof useConversation>;

/** The run behind the last turn, whether it is being started or followed. */
export function useCurrentRun({ pending, turns }: ConversationOnScreen) {
  const { registry } = useRuns();
  const last = turns.at(-1)?.message;
  const runId = last?.state === "streaming" ? last.runId : null;
  const starting = useRunSnapshot(pending?.session ?? null);
  const followed = useRun(runId);
  const snapshot = followed ?? starting;
  const stop = useCallback(() => {
    const session = pending?.session ?? (runId === null ? null : registry.find(runId));
    void session?.stop();
  }, [pending, registry, runId]);
  return { snapshot, stop, isAnswering: last?.state === "streaming" && !isOver(snapshot) };
}

/** The answer is whole, or will never begin. */
function isOver(snapshot: RunSnapshot | null): boolean {
  if (snapshot === null) return false;
  return snapshot.done !== null || (snapshot.error !== null && snapshot.started === null);
}

/** Sending from the composer, and what came back refused. */
export function useSending(conversation: ConversationOnScreen, draft: Draft) {
  const { conversationId, turns } = conversation;
  const { model } = useChosenModel();
  const actions = useTurns(conversationId, model);
  const { refused, dismiss } = useRefusal(conversation, draft);

  const { send: start, resend } = actions;
  const leafId = turns.at(-1)?.message.id ?? null;
  const send = useCallback(
    (content: string) => {
      dismiss();
      start(content, leafId);
    },
    [dismiss, start, leafId],
  );
  const retry = (turn: RefusedTurn) => {
    dismiss();
    if (turn.request.content !== undefined) draft.clearField();
    resend(turn.request, turn.parentId);
  };
  return { actions, refused, send, retry, dismiss };
}

/** A turn that came back: its text returns to the composer, its reason is shown until the next try. */
function useRefusal({ conversationId, pending }: ConversationOnScreen, draft: Draft) {
  const { pending: pendingTurns } = useRuns();
  const [last, setLast] = useState<{ conversationId: string | null; turn: RefusedTurn } | null>(
    null,
  );
  const session = pending?.session ?? null;
  const { restore } = draft;
  useEffect(() => {
    if (pending === null || session === null) return;
    const takeBack = () => {
      const { error, started } = session.getSnapshot();
      if (error === null || started !== null) return;
      const { request, parentId } = pending;
      pendingTurns.remove(request);
      setLast({ conversationId, turn: { request, parentId, error } });
      if (request.content !== undefined) restore(request.content);
    };
    takeBack();
    return session.subscribe(takeBack);
  }, [conversationId, pending, pendingTurns, restore, session]);
  const dismiss = useCallback(() => setLast(null), []);
  const refused = last !== null && last.conversationId === conversationId ? last.turn : null;
  return { refused, dismiss };
}
