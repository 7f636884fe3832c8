/** Whatever has text waiting; returns whether some is still waiting. */
export type Flush = () => boolean;

/**
 * One timer for every stream of the process: it runs only while someone has text waiting, so that no
 * token and no idle stream costs a timer.
 */
export class FlushClock {
  readonly #waiting = new Set<Flush>();
  readonly #everyMs: number;
  #isRunning = false;

  constructor(options: { everyMs: number }) {
    this.#everyMs = options.everyMs;
  }

  /** Calls `flush` at the end of each window until it says that nothing is waiting. */
  request(flush: Flush): void {
    this.#waiting.add(flush);
    if (!this.#isRunning) this.#arm();
  }

  #arm(): void {
    this.#isRunning = true;
    setTimeout(() => this.#tick(), this.#everyMs);
  }

  #tick(): void {
    this.#isRunning = false;
    for (const flush of this.#waiting) {
      if (!flush()) this.#waiting.delete(flush);
    }
    if (this.#waiting.size > 0) this.#arm();
  }
}
