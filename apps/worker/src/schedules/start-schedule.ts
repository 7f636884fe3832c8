import { setTimeout as sleep } from "node:timers/promises";
import { type Logger } from "@pulse/runtime/logger";
import { type WorkMetrics } from "../work-metrics.ts";

export interface Schedule {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/**
 * Runs a task again and again, `everyMs` after its last end, so that it never overlaps itself. A run that
 * fails is logged and followed by the next. Disposing waits for the run under way.
 */
export function startSchedule(
  schedule: Schedule,
  { logger, work }: { logger: Logger; work: WorkMetrics },
): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now();
      const elapsedMs = () => performance.now() - startedAt;
      try {
        await schedule.run();
        work.scheduleRan(schedule.name, "done", elapsedMs());
      } catch (error) {
        work.scheduleRan(schedule.name, "failed", elapsedMs());
        logger.error({ error, schedule: schedule.name }, "schedule failed");
      }
      await sleep(schedule.everyMs, undefined, { signal }).catch(() => {});
    }
  }

  const running = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}
