import { runLeaseMs } from "@pulse/contracts/internal/runs";
import { type Hold } from "./hold-tokens.ts";
import { type QuotaChannel } from "./quota-channel.ts";

interface Kept {
  hold: Hold;
  spentTokens: () => number;
}

const everyMs = runLeaseMs / 3;

/** Renews the leases of holds whose calls are still under way, all with one timer. */
export class LeaseKeeper implements Disposable {
  readonly #quota: QuotaChannel;
  readonly #kept = new Set<Kept>();
  readonly #timer: NodeJS.Timeout;

  constructor(quota: QuotaChannel) {
    this.#quota = quota;
    this.#timer = setInterval(() => this.#renew(), everyMs);
  }

  /** `spentTokens` estimates what to charge if this process dies now. Returns what to call at the end. */
  keep(hold: Hold, spentTokens: () => number): () => void {
    const kept = { hold, spentTokens };
    this.#kept.add(kept);
    return () => this.#kept.delete(kept);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #renew(): void {
    for (const { hold, spentTokens } of this.#kept) {
      const checkpointAmount = Math.min(hold.tokens, spentTokens());
      const { id: holdId, workspaceId } = hold;
      void this.#quota.extend({ workspaceId, holdId, leaseMs: runLeaseMs, checkpointAmount });
    }
  }
}
