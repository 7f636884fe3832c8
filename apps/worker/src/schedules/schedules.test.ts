import { setTimeout as sleep } from "node:timers/promises";
import { createLogger } from "@pulse/runtime/logger";
import { createMetrics } from "@pulse/runtime/metrics";
import { expect, it, vi } from "vitest";
import { createHealthApp } from "../health-app.ts";
import { createTestWorker } from "../testing/test-worker.ts";
import { createWorkMetrics } from "../work-metrics.ts";
import { schedulesOf } from "./schedules.ts";
import { startSchedule } from "./start-schedule.ts";

const parts = {
  logger: createLogger({ service: "test", level: "silent" }),
  work: createWorkMetrics(createMetrics("test")),
};

it("never overlaps itself, survives its own failures, and waits for the run under way when it stops", async () => {
  let running = 0;
  let runs = 0;
  let isOverlapping = false;
  async function run(): Promise<void> {
    isOverlapping ||= running > 0;
    running += 1;
    await sleep(5);
    running -= 1;
    runs += 1;
    if (runs % 2 === 0) throw new Error("every second run fails");
  }
  {
    await using _schedule = startSchedule({ name: "test", everyMs: 1, run }, parts);
    await vi.waitFor(() => expect(runs).toBeGreaterThan(5), { timeout: 10_000, interval: 5 });
  }
  expect({ running, isOverlapping }).toEqual({ running: 0, isOverlapping: false });
});

it("runs every schedule against a fresh database, twice at once", async () => {
  await using worker = await createTestWorker();
  const schedules = [...schedulesOf(worker.services), ...schedulesOf(worker.services)];
  const results = await Promise.allSettled(schedules.map((schedule) => schedule.run()));
  expect(results.filter((result) => result.status === "rejected")).toEqual([]);
});

it("tells its health and its figures, and none of the ids", async () => {
  await using worker = await createTestWorker();
  const { services } = worker;
  const app = createHealthApp(services);
  services.work.jobEnded("mail", "succeeded");
  expect((await app.inject("/v1/health")).json()).toEqual({ status: "ok" });
  expect((await app.inject("/v1/health/ready")).json()).toEqual({ status: "ready" });
  const metrics = await app.inject("/metrics");
  expect(metrics.headers["content-type"]).toContain("text/plain");
  expect(metrics.body).toContain(
    'pulse_jobs_total{kind="mail",outcome="succeeded",service="worker"} 1',
  );
  await app.close();
});
