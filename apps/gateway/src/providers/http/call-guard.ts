import { ProviderError } from "../provider-error.ts";
import { type Timeouts } from "./transport.ts";

/** Ends a call that its caller aborts or that takes too long. */
export interface CallGuard extends Disposable {
  readonly signal: AbortSignal;
  /** Bytes came: the idle time starts anew. */
  noteRead(): void;
  /** The caller works on what was read: no time runs against the provider until the next `noteRead`. */
  pause(): void;
  /** The first token came: from now on the idle time counts. */
  noteToken(): void;
  /** All that matters has come; what remains of the call gets this long. */
  endWithin(timeoutMs: number): void;
}

export type CallLimits = Pick<Timeouts, "firstTokenMs" | "idleMs" | "totalMs">;

/**
 * Watches one call with a single timer: reads only note the time, and the timer looks at the notes when it
 * fires. A passed limit aborts `signal` with a `provider_timeout` error, the caller's abort with its reason.
 */
export function guardCall(caller: AbortSignal, limits: CallLimits): CallGuard {
  caller.throwIfAborted();
  const controller = new AbortController();
  const startedAtMs = performance.now();
  let totalAtMs = startedAtMs + limits.totalMs;
  let quietSinceMs = startedAtMs;
  let quietLimitMs = limits.firstTokenMs;
  let isFirstTokenDue = true;

  const dueAtMs = () => Math.min(totalAtMs, quietSinceMs + quietLimitMs);
  const look = () => {
    const leftMs = dueAtMs() - performance.now();
    if (leftMs > 0) arm(leftMs);
    else controller.abort(timeoutError(isFirstTokenDue, performance.now() >= totalAtMs));
  };
  // A pause may end before the timer fires, so it never sleeps longer than the quiet limit.
  const arm = (leftMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(leftMs, quietLimitMs));
  };
  let timer: NodeJS.Timeout | undefined;
  arm(dueAtMs() - startedAtMs);

  const abort = () => controller.abort(caller.reason);
  caller.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    noteRead() {
      if (!isFirstTokenDue) quietSinceMs = performance.now();
    },
    pause() {
      quietSinceMs = Infinity;
    },
    noteToken() {
      if (!isFirstTokenDue) return;
      isFirstTokenDue = false;
      quietSinceMs = performance.now();
      quietLimitMs = limits.idleMs;
      arm(dueAtMs() - quietSinceMs);
    },
    endWithin(timeoutMs) {
      totalAtMs = Math.min(totalAtMs, performance.now() + timeoutMs);
      arm(dueAtMs() - performance.now());
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      caller.removeEventListener("abort", abort);
    },
  };
}

function timeoutError(isFirstTokenDue: boolean, isTotal: boolean): ProviderError {
  const which = isTotal ? "total" : isFirstTokenDue ? "first token" : "idle";
  return new ProviderError({
    code: "provider_timeout",
    internal: `the provider passed the ${which} time limit`,
    isRetryable: isFirstTokenDue && !isTotal,
  });
}
