import { setTimeout as sleep } from "node:timers/promises";

/**
 * Polls until `probe` is true; false from the probe and errors both mean "not yet".
 * Returns false when `timeoutMs` passed or the signal was aborted first.
 */
export async function waitUntil(
  probe: () => Promise<boolean> | boolean,
  options: { timeoutMs: number; intervalMs?: number; signal?: AbortSignal },
): Promise<boolean> {
  const endsAt = performance.now() + options.timeoutMs;
  while (performance.now() < endsAt && options.signal?.aborted !== true) {
    try {
      if (await probe()) return true;
    } catch {
      // Not reachable yet is what we wait out.
    }
    await sleep(options.intervalMs ?? 50);
  }
  return false;
}

/** True when a GET answers with a 2xx status. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: "manual" });
  await response.body?.cancel();
  return response.ok;
}
