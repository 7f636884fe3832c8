import { AppError } from "@pulse/contracts/errors";

interface Waiting<Operation, Result> {
  operation: Operation;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Sends operations in natural batches: one call is under way at a time, and what arrives meanwhile goes
 * together when it returns. There are no timers, so a lone operation waits for nothing.
 */
export class NaturalBatcher<Operation, Result> {
  readonly #send: (operations: Operation[]) => Promise<Result[]>;
  readonly #batchMax: number;
  readonly #queueMax: number;
  readonly #onBatch: (size: number) => void;
  #queue: Waiting<Operation, Result>[] = [];
  #isSending = false;

  constructor(options: {
    /** Answers as many results as operations came, in their order. */
    send: (operations: Operation[]) => Promise<Result[]>;
    batchMax: number;
    queueMax: number;
    onBatch?: (size: number) => void;
  }) {
    this.#send = options.send;
    this.#batchMax = options.batchMax;
    this.#queueMax = options.queueMax;
    this.#onBatch = options.onBatch ?? (() => {});
  }

  /** Operations that wait or are under way. */
  get isIdle(): boolean {
    return !this.#isSending && this.#queue.length === 0;
  }

  /**
   * The operation's own result. Throws what its batch's call threw, or `unavailable` when the queue is
   * full (`isUnrefusable` operations always enter: they give something back).
   */
  submit(operation: Operation, isUnrefusable = false): Promise<Result> {
    if (!isUnrefusable && this.#queue.length >= this.#queueMax) {
      const internal = `quota queue holds ${this.#queue.length} operations`;
      return Promise.reject(new AppError("unavailable", { internal, details: { retryAfterS: 1 } }));
    }
    const promise = new Promise<Result>((resolve, reject) => {
      this.#queue.push({ operation, resolve, reject });
    });
    if (!this.#isSending) void this.#sendAll();
    return promise;
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    // A turn of the microtask queue lets operations of the same event-loop tick travel together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, this.#batchMax);
      this.#queue = this.#queue.slice(this.#batchMax);
      await this.#sendOne(batch);
    }
    this.#isSending = false;
  }

  async #sendOne(batch: Waiting<Operation, Result>[]): Promise<void> {
    this.#onBatch(batch.length);
    try {
      const results = await this.#send(batch.map((waiting) => waiting.operation));
      if (results.length !== batch.length) {
        throw new AppError("internal", {
          internal: `${results.length} results for ${batch.length}`,
        });
      }
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }
}
