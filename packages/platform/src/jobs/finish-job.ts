import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type ClaimedJob } from "./claim-job.ts";

/**
 * Marks a claimed job as succeeded and forgets what it carried, which may name people and hold links. False when the claim was lost meanwhile (its lease ran out and another
 * worker took it): then that worker's outcome counts.
 */
export function finishJob(database: Database, job: ClaimedJob, now: Date): Promise<boolean> {
  return withWorkspace(database, job.workspaceId, async (transaction) => {
    const { count } = await transaction.job.updateMany({
      where: {
        workspaceId: job.workspaceId,
        id: job.jobId,
        state: "running",
        attempts: job.attempt,
      },
      data: {
        state: "succeeded",
        progress: 100,
        payload: {},
        errorCode: null,
        leaseUntil: null,
        finishedAt: now,
      },
    });
    return count === 1;
  });
}
