import { type Usage } from "@pulse/contracts/billing/usage";
import { memberSubjectId, type Identity } from "@pulse/contracts/internal/identity";
import { globalClient, type Database } from "@pulse/db/client";
import { listenToChannel } from "@pulse/db/listen-channel";
import { type Logger } from "@pulse/runtime/logger";
import { listRevocations } from "../sessions/list-revocations.ts";
import { getUsage } from "./get-usage.ts";
import { refreshByKey } from "./refresh-by-key.ts";

export interface UsageFeedOptions {
  database: Database;
  /** Address for the listening connection, as the app role. */
  databaseUrl: string;
  logger: Logger;
  now: () => Date;
  /** The meter is pushed this often even if no change was heard of. */
  refreshEveryMs?: number;
}

export interface UsageFeed extends AsyncDisposable {
  /**
   * Pushes the workspace's meter at once, on every change and every 30 s at the latest. Resolves when `signal`
   * aborts, when the caller's session or key is revoked, and after a quarter of an hour, so that whoever
   * still watches proves anew who they are.
   */
  watch: (
    identity: Identity,
    watcher: { push: (usage: Usage) => void; signal: AbortSignal },
  ) => Promise<void>;
}

interface Watcher {
  identity: Identity;
  push: (usage: Usage) => void;
  end: () => void;
}

/** Looks at once: a burst of changes must not take the requests' connections. */
const looksMax = 4;
const revocationsEveryMs = 2_000;
const watchMsMax = 15 * 60_000;

/** One listening connection and one look per workspace and change, however many watch. The caller disposes it. */
export function createUsageFeed(options: UsageFeedOptions): UsageFeed {
  const watchers = new Map<string, Set<Watcher>>();
  const { database, now } = options;
  const warn = (error: unknown) => options.logger.warn({ error }, "the meter cannot be pushed");

  async function look(workspaceId: string): Promise<void> {
    if (!watchers.has(workspaceId)) return;
    const usage = await getUsage({ database, now: now(), identity: { workspaceId } });
    for (const watcher of watchers.get(workspaceId) ?? []) watcher.push(usage);
  }
  const refresh = refreshByKey(look, { concurrency: looksMax, onError: warn });
  const refreshAll = () => {
    for (const workspaceId of watchers.keys()) refresh(workspaceId);
  };

  async function watch(
    identity: Identity,
    { push, signal }: { push: (usage: Usage) => void; signal: AbortSignal },
  ): Promise<void> {
    const { workspaceId } = identity;
    const ended = Promise.withResolvers<void>();
    const watcher = { identity, push, end: ended.resolve };
    const timer = setTimeout(ended.resolve, watchMsMax);
    signal.addEventListener("abort", () => ended.resolve(), { once: true });
    if (signal.aborted) ended.resolve();
    watchers.set(workspaceId, (watchers.get(workspaceId) ?? new Set()).add(watcher));
    refresh(workspaceId);
    await ended.promise;
    clearTimeout(timer);
    const others = watchers.get(workspaceId);
    others?.delete(watcher);
    if (others?.size === 0) watchers.delete(workspaceId);
  }

  const listener = listenToChannel({
    url: options.databaseUrl,
    channel: "usage",
    onMessage: refresh,
    onListening: refreshAll,
    onError: warn,
  });
  const refreshTimer = setInterval(refreshAll, options.refreshEveryMs ?? 30_000);
  const revocations = endRevoked(options, () => [...watchers.values()].flatMap((set) => [...set]));

  return {
    watch,
    async [Symbol.asyncDispose]() {
      clearInterval(refreshTimer);
      revocations[Symbol.dispose]();
      for (const set of watchers.values()) for (const watcher of set) watcher.end();
      await listener[Symbol.asyncDispose]();
    },
  };
}

/** Ends the streams of whoever was signed out, within seconds. */
function endRevoked(options: UsageFeedOptions, listWatchers: () => Watcher[]): Disposable {
  const { database, logger } = options;
  let last: number | null = null;
  let isLooking = false;

  async function look(): Promise<void> {
    last ??= await newestRevocation(database);
    const found = await listRevocations(database, last);
    last = found.last;
    const revoked = new Set(found.items.map(({ kind, subjectId }) => `${kind} ${subjectId}`));
    for (const watcher of revoked.size === 0 ? [] : listWatchers()) {
      if (credentialsOf(watcher.identity).some((name) => revoked.has(name))) watcher.end();
    }
  }

  const lookOnce = (): void => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((error: unknown) => logger.warn({ error }, "revocations cannot be read"))
      .finally(() => (isLooking = false));
  };
  // At once, so that what is revoked from here on counts as new.
  lookOnce();
  const timer = setInterval(lookOnce, revocationsEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function newestRevocation(database: Database): Promise<number> {
  const row = await globalClient(database).revocation.findFirst({ orderBy: { id: "desc" } });
  return Number(row?.id ?? 0);
}

function credentialsOf({ userId, workspaceId, sessionId, apiKeyId }: Identity): string[] {
  return [
    `session ${sessionId}`,
    `apiKey ${apiKeyId}`,
    `member ${memberSubjectId(workspaceId, userId)}`,
  ];
}
