"use client";

import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { type Paths } from "../../../lib/paths.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { forgetSentDraft } from "../chat/use-draft.ts";
import { cacheFinishedRun, cacheStartedTurn } from "./conversation-cache.ts";
import { type PendingTurn, PendingTurns } from "./pending-turns.ts";
import { RunRegistry } from "./run-registry.ts";
import { useRunsHome } from "./runs-home.tsx";
import { type RunSession, type RunSnapshot } from "./run-session.ts";

export interface Runs {
  registry: RunRegistry;
  pending: PendingTurns;
}

const RunsContext = createContext<Runs | null>(null);

function createRuns(client: QueryClient, paths: Paths, channel: BroadcastChannel | null): Runs {
  const pending = new PendingTurns();
  const registry = new RunRegistry({
    onStarted: (started, request) => {
      if (request === null) return;
      forgetSentDraft(request);
      const parentId = pending.find(request)?.parentId ?? null;
      cacheStartedTurn(client, started, request, parentId, new Date());
      if (location.pathname === paths.newChat() && request.conversationId === undefined) {
        pending.markStarted(request, started.conversationId);
        window.history.replaceState(null, "", paths.chat(started.conversationId));
      } else {
        pending.remove(request);
      }
      announce(channel, started.conversationId);
    },
    onFinished: (snapshot) => cacheFinishedRun(client, snapshot),
  });
  return { registry, pending };
}

function announce(channel: BroadcastChannel | null, conversationId: string): void {
  // A broadcast channel reaches this origin only and takes no target.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel?.postMessage(conversationId);
}

/** Follows runs for the screens below; those that are under way go on when the reader leaves the chat. */
export function RunsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const paths = usePaths();
  const home = useRunsHome();
  const [runs] = useState(() => home.runs(() => createRuns(client, paths, home.channel)));

  useEffect(() => {
    const wakeUp = () => {
      if (document.visibilityState === "visible") runs.registry.wakeUp();
    };
    document.addEventListener("visibilitychange", wakeUp);
    window.addEventListener("online", wakeUp);
    window.addEventListener("pageshow", wakeUp);
    return () => {
      document.removeEventListener("visibilitychange", wakeUp);
      window.removeEventListener("online", wakeUp);
      window.removeEventListener("pageshow", wakeUp);
    };
  }, [runs]);

  return <RunsContext value={runs}>{children}</RunsContext>;
}

export function useRuns(): Runs {
  const runs = useContext(RunsContext);
  if (runs === null) throw new Error("RunsProvider is missing above this component");
  return runs;
}

const neverChanges = () => () => {};
const nothing = () => null;

/** A session's state, live. */
export function useRunSnapshot(session: RunSession | null): RunSnapshot | null {
  return useSyncExternalStore(
    session?.subscribe ?? neverChanges,
    session?.getSnapshot ?? nothing,
    nothing,
  );
}

/** Follows the run of a message that is still being written; null for any other. */
export function useRun(runId: string | null): RunSnapshot | null {
  const { registry } = useRuns();
  const subscribe = useCallback(
    (listener: () => void) =>
      runId === null ? () => {} : registry.watch(runId).subscribe(listener),
    [registry, runId],
  );
  const snapshot = () => (runId === null ? null : (registry.find(runId)?.getSnapshot() ?? null));
  return useSyncExternalStore(subscribe, snapshot, nothing);
}

const noTurns: readonly PendingTurn[] = [];

/** The turns on their way in a conversation; null means a new one. */
export function usePendingTurn(conversationId: string | null): PendingTurn | null {
  const { pending } = useRuns();
  const turns = useSyncExternalStore(pending.subscribe, pending.getSnapshot, () => noTurns);
  return turns.findLast(({ request }) => belongsTo(request, conversationId)) ?? null;
}

function belongsTo(request: StartChatRun, conversationId: string | null): boolean {
  return (request.conversationId ?? null) === conversationId;
}
