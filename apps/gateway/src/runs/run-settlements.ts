import { AppError } from "@pulse/contracts/errors";
import { type SettleRunRequest, type SettleRunResponse } from "@pulse/contracts/internal/runs";
import { type InternalApi } from "../internal-api/internal-api.ts";
import { retryUntilDone } from "../internal-api/retry.ts";

const retry = { firstDelayMs: 100, delayMsMax: 5_000 };

/** Settles runs in the ledger: what is owed is repeated until the api has booked it. */
export class RunSettlements {
  readonly #api: Pick<InternalApi, "settleRun">;
  readonly #random: () => number;
  readonly #giveUp = new AbortController();
  #count = 0;

  constructor(options: { api: Pick<InternalApi, "settleRun">; random: () => number }) {
    this.#api = options.api;
    this.#random = options.random;
  }

  /** Runs that are not booked yet. */
  get count(): number {
    return this.#count;
  }

  /** Throws the api's refusal, or `unavailable` once the process has given up. */
  async settle(runId: string, settlement: SettleRunRequest): Promise<SettleRunResponse> {
    this.#count += 1;
    try {
      return await retryUntilDone(() => this.#api.settleRun(runId, settlement), {
        policy: { ...retry, random: this.#random },
        isWorthRetrying: (error) => error instanceof AppError && error.status >= 500,
        signal: this.#giveUp.signal,
      });
    } finally {
      this.#count -= 1;
    }
  }

  /** From now on nothing is repeated: what is not booked is left to the reaper. */
  giveUp(): void {
    this.#giveUp.abort();
  }
}
