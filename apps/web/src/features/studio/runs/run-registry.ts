import { type RunStartedEvent, type StartChatRun } from "@pulse/contracts/gateway/runs";
import { RunSession, type RunSnapshot } from "./run-session.ts";

export interface RunObserver {
  /** The server has the run: its ids are known. `request` is null for a run that this page only watches. */
  onStarted: (started: RunStartedEvent, request: StartChatRun | null) => void;
  /** The log is complete. */
  onFinished: (snapshot: RunSnapshot) => void;
}

/** The runs that this page follows, each once, whichever screens show them. */
export class RunRegistry {
  private readonly sessions = new Map<string, RunSession>();
  private readonly starting = new Set<RunSession>();
  private readonly observer: RunObserver;

  constructor(observer: RunObserver) {
    this.observer = observer;
  }

  find(runId: string): RunSession | null {
    return this.sessions.get(runId) ?? null;
  }

  /** Begins a run. The same key never begins a second one, however often the request has to be sent. */
  start(request: StartChatRun, idempotencyKey: string): RunSession {
    const session = new RunSession({ kind: "start", request, idempotencyKey });
    this.starting.add(session);
    void this.follow(session, request);
    return session;
  }

  /** Follows a run that is under way on the server, from its first event. */
  watch(runId: string): RunSession {
    const known = this.sessions.get(runId);
    if (known !== undefined) return known;
    const session = new RunSession({ kind: "watch", runId });
    this.sessions.set(runId, session);
    void this.follow(session, null);
    return session;
  }

  /** Reconnects what waits: the network or the page is back. */
  wakeUp(): void {
    for (const session of this.all()) session.wakeUp();
  }

  close(): void {
    for (const session of this.all()) session.close();
    this.sessions.clear();
    this.starting.clear();
  }

  private all(): Set<RunSession> {
    return new Set([...this.sessions.values(), ...this.starting]);
  }

  private async follow(session: RunSession, request: StartChatRun | null): Promise<void> {
    let isStarted = false;
    const unsubscribe = session.subscribe(() => {
      const { started } = session.getSnapshot();
      if (started === null || isStarted) return;
      isStarted = true;
      this.sessions.set(started.runId, session);
      this.observer.onStarted(started, request);
    });
    await session.follow();
    unsubscribe();
    this.starting.delete(session);
    const snapshot = session.getSnapshot();
    if (snapshot.done !== null) this.observer.onFinished(snapshot);
  }
}
