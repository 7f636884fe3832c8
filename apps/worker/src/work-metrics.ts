import { type Metrics } from "@pulse/runtime/metrics";
import { Counter, Histogram } from "prom-client";

export interface WorkMetrics {
  jobEnded: (kind: string, outcome: string) => void;
  scheduleRan: (name: string, outcome: "done" | "failed", durationMs: number) => void;
}

/** Counts what the worker does, by kind and outcome; never by id. */
export function createWorkMetrics(metrics: Metrics): WorkMetrics {
  const jobs = new Counter({
    name: "pulse_jobs_total",
    help: "Attempts at jobs, by how they ended",
    labelNames: ["kind", "outcome"],
    registers: [metrics],
  });
  const schedules = new Histogram({
    name: "pulse_schedule_seconds",
    help: "Runs of the schedules",
    labelNames: ["name", "outcome"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [metrics],
  });
  return {
    jobEnded: (kind, outcome) => jobs.inc({ kind, outcome }),
    scheduleRan: (name, outcome, durationMs) =>
      schedules.observe({ name, outcome }, durationMs / 1000),
  };
}
