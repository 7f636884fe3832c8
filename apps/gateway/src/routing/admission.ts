import { AppError } from "@pulse/contracts/errors";

/**
 * Bounds what runs at once: past the process's share callers are sent elsewhere or later, past a
 * workspace's share that workspace waits, so that one tenant cannot take the others' room.
 */
export class Admission {
  readonly #limits: { totalMax: number; perWorkspaceMax: number };
  readonly #running = new Map<string, number>();
  #total = 0;
  #isClosed = false;
  #idle: PromiseWithResolvers<void> | null = null;

  constructor(limits: { totalMax: number; perWorkspaceMax: number }) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** From now on nobody is admitted: the process is about to end. */
  close(): void {
    this.#isClosed = true;
  }

  /** Settles when nothing is under way any more. */
  whenIdle(): Promise<void> {
    if (this.#total === 0) return Promise.resolve();
    this.#idle ??= Promise.withResolvers<void>();
    return this.#idle.promise;
  }

  /** Returns what to call once the work is over. Throws `unavailable` or `rate_limited`. */
  enter(workspaceId: string): () => void {
    if (this.#isClosed) throw refusal("unavailable", "the gateway is draining");
    if (this.#total >= this.#limits.totalMax) {
      throw refusal("unavailable", `${this.#total} calls are under way`);
    }
    const running = this.#running.get(workspaceId) ?? 0;
    if (running >= this.#limits.perWorkspaceMax) {
      throw refusal("rate_limited", `${running} calls of ${workspaceId} are under way`);
    }
    this.#running.set(workspaceId, running + 1);
    this.#total += 1;
    let isInside = true;
    return () => {
      if (isInside) this.#leave(workspaceId);
      isInside = false;
    };
  }

  #leave(workspaceId: string): void {
    this.#total -= 1;
    const running = (this.#running.get(workspaceId) ?? 1) - 1;
    if (running === 0) this.#running.delete(workspaceId);
    else this.#running.set(workspaceId, running);
    if (this.#total > 0) return;
    this.#idle?.resolve();
    this.#idle = null;
  }
}

function refusal(code: "unavailable" | "rate_limited", internal: string): AppError {
  return new AppError(code, { internal, details: { retryAfterS: 1 } });
}
