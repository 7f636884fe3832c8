import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { ApiError, isApiError } from "../../../lib/api-error.ts";
import { sendRequest } from "../../../lib/api-client.ts";
import { applyRunEvent, emptyRunState, type RunState } from "./run-state.ts";
import { readRunEvents } from "./read-run-events.ts";

/** What a screen knows of one run. */
export interface RunSnapshot extends RunState {
  connection: "connecting" | "open" | "waiting" | "closed";
  /** Why the run could not be started or watched; null while that may still succeed. */
  error: ApiError | null;
  isStopping: boolean;
}

/** Starts a new run, or watches one that the server already has. */
export type RunSource =
  | { kind: "start"; request: StartChatRun; idempotencyKey: string }
  | { kind: "watch"; runId: string };

/** Screens repaint at most this often while text arrives. */
const notifyEveryMs = 40;
/** Heartbeats come every 15 s; twice that and some without a byte is a dead connection. */
const silenceMs = 35_000;
const heartbeatMs = 15_000;
const waitMinMs = 400;
const waitMaxMs = 8_000;
const startAttemptsMax = 4;

/**
 * Follows one run until its log says `done`, through lost connections: every reconnection asks for what
 * follows the last event seen. The server owns the run; leaving the page stops nothing.
 */
export class RunSession {
  private snapshot: RunSnapshot = {
    ...emptyRunState,
    connection: "connecting",
    error: null,
    isStopping: false,
  };
  private readonly listeners = new Set<() => void>();
  private readonly source: RunSource;
  private readonly send: typeof sendRequest;
  private notifyTimer: ReturnType<typeof setTimeout> | null = null;
  private connection: AbortController | null = null;
  private wake: (() => void) | null = null;
  private isClosed = false;
  private failures = 0;
  private lastActivityMs = 0;

  constructor(source: RunSource, send = sendRequest) {
    this.source = source;
    this.send = send;
  }

  getSnapshot = (): RunSnapshot => this.snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Runs until the end of the log, a refusal, or `close`. Never throws. */
  async follow(): Promise<void> {
    while (!this.isClosed && this.snapshot.done === null) {
      try {
        await this.connect();
        if (this.snapshot.done === null) throw new ApiError("network", { status: 0 });
      } catch (error) {
        if (this.isClosed) break;
        if (this.isFinal(error)) {
          this.update({ connection: "closed", error: asApiError(error) });
          return;
        }
        await this.pause();
      }
    }
    this.update({ connection: "closed" });
  }

  /** Asks the server to stop; what was produced stays. Waits for the run's id if it is not known yet. */
  async stop(): Promise<void> {
    this.update({ isStopping: true });
    const { runId } = this;
    if (runId === null) return;
    await this.send(`/gateway/v1/chat/runs/${runId}/stop`, { method: "POST" }).catch(() =>
      this.update({ isStopping: false }),
    );
  }

  /** Reconnects now if the connection waits or has gone quiet: the page or the network is back. */
  wakeUp(nowMs = Date.now()): void {
    if (nowMs - this.lastActivityMs > heartbeatMs) this.connection?.abort();
    this.wake?.();
  }

  /** Stops watching; the run itself goes on. */
  close(): void {
    this.isClosed = true;
    this.connection?.abort();
    this.wake?.();
  }

  private get runId(): string | null {
    return this.source.kind === "watch"
      ? this.source.runId
      : (this.snapshot.started?.runId ?? null);
  }

  private async connect(): Promise<void> {
    const connection = new AbortController();
    this.connection = connection;
    let silence = setTimeout(() => connection.abort(), silenceMs);
    const onActivity = () => {
      this.lastActivityMs = Date.now();
      clearTimeout(silence);
      silence = setTimeout(() => connection.abort(), silenceMs);
    };
    try {
      const response = await this.request(connection.signal);
      if (response.body === null) return;
      this.update({ connection: "open" });
      await readRunEvents(response.body, { onActivity, onEvent: (event) => this.take(event) });
    } finally {
      clearTimeout(silence);
      connection.abort();
    }
  }

  private request(signal: AbortSignal): Promise<Response> {
    const { runId, source } = this;
    if (runId === null && source.kind === "start") {
      return this.send("/gateway/v1/chat/runs", {
        method: "POST",
        signal,
        body: JSON.stringify(source.request),
        headers: {
          "content-type": "application/json",
          accept: "text/event-stream",
          "idempotency-key": source.idempotencyKey,
        },
      });
    }
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (this.snapshot.seq >= 0) headers["last-event-id"] = String(this.snapshot.seq);
    return this.send(`/gateway/v1/chat/runs/${runId}/events`, { signal, headers });
  }

  private take(event: Parameters<typeof applyRunEvent>[1]): void {
    const before = this.snapshot;
    const state = applyRunEvent(before, event);
    if (state === before) return;
    this.failures = 0;
    this.snapshot = { ...before, ...state };
    if (event.name === "run" || event.name === "done") this.notify();
    else this.notifySoon();
    if (event.name === "run" && before.isStopping) void this.stop();
  }

  /**
   * A run that has begun is followed until the gateway says that it knows nothing of it; one that has not
   * is refused by any answer, and given up after a few attempts without one.
   */
  private isFinal(error: unknown): boolean {
    this.failures += 1;
    const status = isApiError(error) ? error.status : 0;
    if (this.runId === null) return status !== 0 || this.failures >= startAttemptsMax;
    return status >= 400 && status < 500 && status !== 429;
  }

  private async pause(): Promise<void> {
    this.update({ connection: "waiting" });
    const waitMs = Math.min(waitMaxMs, waitMinMs * 2 ** (this.failures - 1));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs * (0.75 + Math.random() / 2));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }

  private update(change: Partial<RunSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.notify();
  }

  private notifySoon(): void {
    this.notifyTimer ??= setTimeout(() => this.notify(), notifyEveryMs);
  }

  private notify(): void {
    if (this.notifyTimer !== null) clearTimeout(this.notifyTimer);
    this.notifyTimer = null;
    for (const listener of this.listeners) listener();
  }
}

function asApiError(error: unknown): ApiError {
  return isApiError(error) ? error : new ApiError("internal", { status: 0 });
}
