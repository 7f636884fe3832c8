import { type ErrorCode } from "@pulse/contracts/errors";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type ClaimedJob } from "./claim-job.ts";
import { attemptsMax, retryDelayMs } from "./retry-delay.ts";

export interface JobFailure {
  errorCode: ErrorCode;
  /** False for what another attempt cannot mend, such as an address that does not exist. */
  isRetryable: boolean;
}

/**
 * Records a failed attempt: back in the queue after a growing pause, or `failed` for good after the last
 * attempt. `lost` when the claim had run out, so that the other worker's outcome counts.
 * `random` is a number from 0 to 1.
 */
export function failJob(
  database: Database,
  job: ClaimedJob,
  failure: JobFailure,
  options: { now: Date; random: number },
): Promise<"retrying" | "failed" | "lost"> {
  const { now } = options;
  const isFinal = !failure.isRetryable || job.attempt >= attemptsMax;
  const availableAt = new Date(now.getTime() + retryDelayMs(job.attempt, options.random));
  const outcome = isFinal
    ? { state: "failed" as const, finishedAt: now }
    : { state: "queued" as const, availableAt, dispatchedAt: null };
  return withWorkspace(database, job.workspaceId, async (transaction) => {
    const { count } = await transaction.job.updateMany({
      where: {
        workspaceId: job.workspaceId,
        id: job.jobId,
        state: "running",
        attempts: job.attempt,
      },
      data: { ...outcome, errorCode: failure.errorCode, leaseUntil: null },
    });
    if (count === 0) return "lost";
    return isFinal ? "failed" : "retrying";
  });
}
