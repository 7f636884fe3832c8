import { AppError } from "@pulse/contracts/errors";
import {
  type ExtendOperation,
  type QuotaOperation,
  type QuotaResult,
  type ReserveOperation,
  type SettleOperation,
} from "@pulse/contracts/internal/quota";
import { type Logger } from "@pulse/runtime/logger";
import { retryUntilDone } from "../internal-api/retry.ts";
import { NaturalBatcher } from "./natural-batcher.ts";

export interface QuotaChannelOptions {
  applyQuota: (operations: QuotaOperation[]) => Promise<QuotaResult[]>;
  onBatch?: (size: number) => void;
  logger: Logger;
  random: () => number;
  /** Operations that may wait; past it reserves are refused. */
  queueMax: number;
  /** Settles that may wait for the api to come back; past it reserves are refused, so that none is lost. */
  unsettledMax: number;
}

const batchMax = 500;
const retry = { firstDelayMs: 100, delayMsMax: 5_000 };

/**
 * Reserves, extends and settles holds in natural batches. A reserve needs the api now; a settle is owed:
 * it is repeated until the api has booked it, through outages of minutes.
 */
export class QuotaChannel {
  readonly #batcher: NaturalBatcher<QuotaOperation, QuotaResult>;
  readonly #options: QuotaChannelOptions;
  readonly #unsettled = new Set<Promise<void>>();
  readonly #giveUp = new AbortController();

  constructor(options: QuotaChannelOptions) {
    this.#options = options;
    this.#batcher = new NaturalBatcher({
      send: options.applyQuota,
      batchMax,
      queueMax: options.queueMax,
      onBatch: options.onBatch ?? (() => {}),
    });
  }

  get unsettledCount(): number {
    return this.#unsettled.size;
  }

  /** Throws `unavailable` when the api cannot be asked; nothing stays held then. */
  async reserve(operation: Omit<ReserveOperation, "type">): Promise<QuotaResult> {
    if (this.#unsettled.size >= this.#options.unsettledMax) {
      const internal = `${this.#unsettled.size} settles wait for the api`;
      throw new AppError("unavailable", { internal, details: { retryAfterS: 5 } });
    }
    try {
      return await this.#batcher.submit({ type: "reserve", ...operation });
    } catch (error) {
      // The api may have booked the hold before it went away.
      const { workspaceId, holdId } = operation;
      this.settle({ workspaceId, holdId, amount: 0, estimated: false });
      throw error;
    }
  }

  /** Renews a lease; a failure is left to the next renewal. */
  async extend(operation: Omit<ExtendOperation, "type">): Promise<void> {
    try {
      await this.#batcher.submit({ type: "extend", ...operation });
    } catch (error) {
      const { holdId } = operation;
      this.#options.logger.debug({ error, holdId }, "a lease could not be renewed");
    }
  }

  /** Books the charge in the background, once, as soon as the api can. */
  settle(operation: Omit<SettleOperation, "type">): void {
    const settling = this.#settle({ type: "settle", ...operation });
    this.#unsettled.add(settling);
    void settling.finally(() => this.#unsettled.delete(settling));
  }

  /** Waits until everything owed is booked, at most for `timeoutMs`; then gives up and logs what is left. */
  async drain(timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => this.#giveUp.abort(), timeoutMs);
    while (this.#unsettled.size > 0) await Promise.all(this.#unsettled);
    clearTimeout(timer);
  }

  async #settle(operation: SettleOperation): Promise<void> {
    const { logger, random } = this.#options;
    try {
      const result = await retryUntilDone(() => this.#batcher.submit(operation, true), {
        policy: { ...retry, random },
        isWorthRetrying: (error) => error instanceof AppError && error.status >= 500,
        signal: this.#giveUp.signal,
      });
      const isOwed = result.outcome !== "settled" && operation.amount > 0;
      if (isOwed)
        logger.error({ ...operation, outcome: result.outcome }, "a charge was not booked");
    } catch (error) {
      logger.error({ ...operation, error }, "a charge was not booked");
    }
  }
}
