import { setTimeout as delay } from "node:timers/promises";

export interface RetryPolicy {
  firstDelayMs: number;
  delayMsMax: number;
  random: () => number;
}

/** Full jitter: anywhere between nothing and the doubled step, so that callers do not return in step. */
export function retryDelayMs(attempt: number, policy: RetryPolicy): number {
  const ceilingMs = Math.min(policy.delayMsMax, policy.firstDelayMs * 2 ** attempt);
  return Math.round(policy.random() * ceilingMs);
}

/**
 * Repeats `action` until it succeeds. Throws what `action` threw once `isWorthRetrying` says no, or
 * once `signal` aborts.
 */
export async function retryUntilDone<Result>(
  action: () => Promise<Result>,
  options: {
    policy: RetryPolicy;
    isWorthRetrying: (error: unknown) => boolean;
    signal: AbortSignal;
  },
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (options.signal.aborted || !options.isWorthRetrying(error)) throw error;
      await delay(retryDelayMs(attempt, options.policy), undefined, {
        signal: options.signal,
      }).catch(() => {
        throw error;
      });
    }
  }
}
