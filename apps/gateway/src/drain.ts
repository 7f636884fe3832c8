import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@pulse/contracts/errors";
import { type Services } from "./context.ts";

/** What is owed to the ledger may take this long after everything has ended. */
const settleMsMax = 10_000;

/**
 * Ends the gateway's work without losing any: nothing new is admitted, what runs gets the shutdown time,
 * then it is interrupted, kept and charged for what was produced, and everything owed is booked.
 */
export async function drainGateway(services: Services): Promise<void> {
  const { admission, calls, config, logger, quota, registry, settlements } = services;
  admission.close();
  await withinMs(admission.whenIdle(), config.shutdownTimeoutMs);
  if (admission.total > 0) logger.warn({ count: admission.total }, "interrupting what still runs");
  for (const run of registry.streaming) run.requestEnd("interrupted");
  calls.endAll(new AppError("interrupted", { internal: "the gateway is draining" }));
  await withinMs(admission.whenIdle(), settleMsMax);
  settlements.giveUp();
  await quota.drain(settleMsMax);
}

async function withinMs(promise: Promise<void>, timeoutMs: number): Promise<void> {
  const over = new AbortController();
  const timeout = delay(timeoutMs, undefined, { signal: over.signal }).catch(() => {});
  await Promise.race([promise, timeout]);
  over.abort();
}

/** The longest that an orderly end may take; past it the process is killed. */
export function drainMsMaxOf(config: { shutdownTimeoutMs: number }): number {
  return 2 * config.shutdownTimeoutMs + 3 * settleMsMax;
}
