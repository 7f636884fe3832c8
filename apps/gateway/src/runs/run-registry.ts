import { AppError } from "@pulse/contracts/errors";
import { type Run } from "./run.ts";

export interface RunRegistryOptions {
  /** How long an ended run can be replayed from memory. */
  keepMs: number;
  /** Memory that ended runs may hold together. */
  keepBytesMax: number;
  nowMs: () => number;
}

/** The runs of this process: those that stream, and for a while those that ended. */
export class RunRegistry {
  readonly #options: RunRegistryOptions;
  readonly #streaming = new Map<string, Run>();
  readonly #starting = new Map<string, Promise<Run | null>>();
  /** In the order of ending, so that the first is the oldest. */
  readonly #ended = new Map<string, Run>();
  #endedBytes = 0;

  constructor(options: RunRegistryOptions) {
    this.#options = options;
  }

  get streaming(): Iterable<Run> {
    return this.#streaming.values();
  }
  get streamingCount(): number {
    return this.#streaming.size;
  }
  get endedBytes(): number {
    return this.#endedBytes;
  }

  /** Registers the run that `make` makes; whoever asks for it meanwhile waits for the outcome. */
  async start<Made extends { run: Run | null }>(
    runId: string,
    make: () => Promise<Made>,
  ): Promise<Made> {
    const starting = Promise.withResolvers<Run | null>();
    this.#starting.set(runId, starting.promise);
    let run: Run | null = null;
    try {
      const made = await make();
      run = made.run;
      if (run) this.#add(run);
      return made;
    } finally {
      this.#starting.delete(runId);
      starting.resolve(run);
    }
  }

  /** The run if this process holds it. Throws `not_found` when it belongs to someone else. */
  async find(runId: string, owner: { workspaceId: string; userId: string }): Promise<Run | null> {
    const run = this.#streaming.get(runId) ?? this.#findEnded(runId) ?? null;
    const found = run ?? (await this.#starting.get(runId)) ?? null;
    if (found && !found.isOwnedBy(owner)) {
      throw new AppError("not_found", { internal: `run ${runId} is another member's` });
    }
    return found;
  }

  #add(run: Run): void {
    this.#streaming.set(run.id, run);
    void run.whenEnded.then(() => {
      this.#streaming.delete(run.id);
      this.#ended.set(run.id, run);
      this.#endedBytes += run.log.allocatedBytes;
      this.#forgetOld();
    });
  }

  #findEnded(runId: string): Run | undefined {
    this.#forgetOld();
    return this.#ended.get(runId);
  }

  #forgetOld(): void {
    const { keepMs, keepBytesMax, nowMs } = this.#options;
    const oldestMs = nowMs() - keepMs;
    for (const [runId, run] of this.#ended) {
      if (this.#endedBytes <= keepBytesMax && (run.endedAtMs ?? 0) >= oldestMs) return;
      this.#ended.delete(runId);
      this.#endedBytes -= run.log.allocatedBytes;
    }
  }
}
