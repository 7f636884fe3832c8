import { deleteStaleRows } from "@pulse/platform/cleanup/delete-stale-rows";
import { dispatchJobs } from "@pulse/platform/jobs/dispatch-jobs";
import { rollOverPeriods } from "@pulse/platform/quota/roll-over-periods";
import { sweepHolds } from "@pulse/platform/quota/sweep-holds";
import { reapRuns } from "@pulse/studio/runs/reap-runs";
import { type Services } from "../context.ts";
import { type Schedule } from "./start-schedule.ts";

const limit = 500;

/** Everything that happens by the clock. Each verb is safe in several workers at once. */
export function schedulesOf(services: Services): Schedule[] {
  const { database, now } = services;
  const { sweepEveryMs, dispatchEveryMs } = services.config.schedules;
  return [
    {
      name: "dispatch-jobs",
      everyMs: dispatchEveryMs,
      run: () => dispatchJobs(services, { limit, now: now() }),
    },
    {
      name: "sweep",
      everyMs: sweepEveryMs,
      // Runs first: a run's hold is swept with it, in one transaction.
      run: async () => {
        await reapRuns(database, { limit, now: now() });
        await sweepHolds(database, limit, now());
      },
    },
    {
      name: "roll-over-periods",
      everyMs: 30_000,
      run: () => rollOverPeriods(database, limit, now()),
    },
    {
      name: "delete-stale-rows",
      everyMs: 3_600_000,
      run: () => deleteStaleRows(database, now()),
    },
  ];
}
