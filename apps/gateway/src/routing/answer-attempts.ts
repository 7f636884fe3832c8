import { setTimeout as delay } from "node:timers/promises";
import {
  type ChatCompletion,
  type ChatProvider,
  type ChatRequest,
  type ProviderEvent,
} from "../providers/provider.ts";
import { ProviderError } from "../providers/provider-error.ts";

export interface AttemptPolicy {
  attemptsMax: number;
  /** Jitter before another attempt: anywhere up to this. */
  delayMsMax: number;
  /** A provider that asks for a longer wait is not waited for. */
  retryAfterMsMax: number;
  random: () => number;
  onRetry?: (error: ProviderError) => void;
  /** Told how long the provider took to its first events, in milliseconds. */
  onFirstEvents?: (elapsedMs: number) => void;
}

/** The one owner of retries: a provider that fails before its first event is asked again, within the policy. */
export async function* streamAnswer(
  provider: ChatProvider,
  request: ChatRequest,
  signal: AbortSignal,
  policy: AttemptPolicy,
): AsyncGenerator<ProviderEvent[]> {
  for (let attempt = 1; ; attempt += 1) {
    let hasStarted = false;
    const startedAtMs = performance.now();
    try {
      for await (const events of provider.streamChat(request, signal)) {
        if (!hasStarted) policy.onFirstEvents?.(performance.now() - startedAtMs);
        hasStarted ||= events.some((event) => event.type !== "usage");
        yield events;
      }
      return;
    } catch (error) {
      if (hasStarted) throw error;
      await beforeNextAttempt(error, attempt, signal, policy);
    }
  }
}

/** The same for an answer in one piece. */
export async function completeAnswer(
  provider: ChatProvider,
  request: ChatRequest,
  signal: AbortSignal,
  policy: AttemptPolicy,
): Promise<ChatCompletion> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await provider.completeChat(request, signal);
    } catch (error) {
      await beforeNextAttempt(error, attempt, signal, policy);
    }
  }
}

/** Milliseconds to wait before the next attempt; null when there should be none. `Retry-After` is a floor. */
export function nextAttemptDelayMs(
  error: unknown,
  attempt: number,
  policy: AttemptPolicy,
): number | null {
  if (!(error instanceof ProviderError) || !error.isRetryable) return null;
  const floorMs = (error.retryAfterS ?? 0) * 1000;
  if (attempt >= policy.attemptsMax || floorMs > policy.retryAfterMsMax) return null;
  return floorMs + Math.round(policy.random() * policy.delayMsMax);
}

async function beforeNextAttempt(
  error: unknown,
  attempt: number,
  signal: AbortSignal,
  policy: AttemptPolicy,
): Promise<void> {
  const delayMs = signal.aborted ? null : nextAttemptDelayMs(error, attempt, policy);
  if (delayMs === null) throw error;
  if (error instanceof ProviderError) policy.onRetry?.(error);
  await delay(delayMs, undefined, { signal });
}
