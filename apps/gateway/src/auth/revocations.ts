import { setTimeout as delay } from "node:timers/promises";
import {
  accessToken,
  type Identity,
  memberSubjectId,
  type Revocation,
} from "@pulse/contracts/internal/identity";
import { type Logger } from "@pulse/runtime/logger";

/** A token that was signed before its revocation outlives it by no more than this. */
const rememberMs = (accessToken.ttlS + 60) * 1000;

interface Options {
  list: (after: number) => Promise<{ items: Revocation[]; last: number }>;
  everyMs: number;
  nowMs: () => number;
  logger: Logger;
}

/** Whether a revocation ends what an identity may do. */
export function isRevocationOf(revocation: Revocation, identity: Identity): boolean {
  return revocation.subjectId === subjectOf(revocation.kind, identity);
}

/**
 * What was revoked while access tokens that still name it may live. Polled from the api; while the api is
 * away the gateway goes on with unexpired tokens and catches up afterwards.
 */
export class Revocations {
  readonly #options: Options;
  readonly #listeners: ((revocation: Revocation) => void)[] = [];
  readonly #seenAtMs = new Map<string, number>();
  #after = 0;
  #isReachable = true;

  constructor(options: Options) {
    this.#options = options;
  }

  onRevoked(listener: (revocation: Revocation) => void): void {
    this.#listeners.push(listener);
  }

  /** Whether a token issued at that time names something that was revoked since. */
  isRevoked(identity: Identity, issuedAtMs: number): boolean {
    if (this.#seenAtMs.size === 0) return false;
    if (this.#seenAtMs.has(`session ${identity.sessionId}`)) return true;
    // A membership may change instead of ending, so tokens signed afterwards are good.
    const changedAtMs = this.#seenAtMs.get(`member ${subjectOf("member", identity)}`);
    return changedAtMs !== undefined && issuedAtMs <= changedAtMs;
  }

  /** Polls until the signal aborts; one warning per outage. */
  async poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#pollOnce();
      await delay(this.#options.everyMs, undefined, { signal }).catch(() => {});
    }
  }

  async #pollOnce(): Promise<void> {
    const { list, logger, nowMs } = this.#options;
    try {
      const { items, last } = await list(this.#after);
      for (const revocation of items) this.#remember(revocation);
      this.#after = last;
      if (!this.#isReachable) logger.info("revocations are polled again");
      this.#isReachable = true;
    } catch (error) {
      if (this.#isReachable) logger.warn({ error }, "revocations cannot be polled");
      this.#isReachable = false;
    }
    this.#forgetBefore(nowMs() - rememberMs);
  }

  #remember(revocation: Revocation): void {
    const key = `${revocation.kind} ${revocation.subjectId}`;
    this.#seenAtMs.delete(key);
    this.#seenAtMs.set(key, this.#options.nowMs());
    for (const listener of this.#listeners) listener(revocation);
  }

  // Insertion order is the order of seeing, so the old ones come first.
  #forgetBefore(timeMs: number): void {
    for (const [key, seenAtMs] of this.#seenAtMs) {
      if (seenAtMs >= timeMs) return;
      this.#seenAtMs.delete(key);
    }
  }
}

function subjectOf(kind: Revocation["kind"], identity: Identity): string | null {
  if (kind === "session") return identity.sessionId;
  if (kind === "apiKey") return identity.apiKeyId;
  return memberSubjectId(identity.workspaceId, identity.userId);
}
