import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { attemptsMax } from "./retry-delay.ts";

/** A job in the hands of one worker; `attempt` proves it to `finishJob` and `failJob`. */
export interface ClaimedJob {
  workspaceId: string;
  jobId: string;
  kind: string;
  payload: unknown;
  /** 1 for the first. */
  attempt: number;
}

export type Claim =
  | { outcome: "claimed"; job: ClaimedJob }
  /** Finished, in another worker's hands, waiting for its retry, or deleted: the message says nothing new. */
  | { outcome: "notDue" }
  /** Its workers died as often as it may be tried: it is failed now. */
  | { outcome: "exhausted" };

/**
 * Takes a job for `leaseMs`, before anything is done for it: of any number of workers that hear of it, one
 * gets it. A job whose worker died can be taken again once its lease is over.
 */
export function claimJob(
  database: Database,
  reference: { workspaceId: string; jobId: string },
  options: { leaseMs: number; now: Date },
): Promise<Claim> {
  const { workspaceId, jobId } = reference;
  const { now } = options;
  const due = {
    workspaceId,
    id: jobId,
    OR: [
      { state: "queued" as const, attempts: 0 },
      { state: "queued" as const, availableAt: { lte: now } },
      { state: "running" as const, leaseUntil: { lte: now } },
    ],
  };
  return withWorkspace(database, workspaceId, async (transaction) => {
    const [job] = await transaction.job.updateManyAndReturn({
      where: { ...due, attempts: { lt: attemptsMax } },
      data: {
        state: "running",
        attempts: { increment: 1 },
        leaseUntil: new Date(now.getTime() + options.leaseMs),
      },
      select: { kind: true, payload: true, attempts: true },
    });
    if (job !== undefined) {
      const { kind, payload, attempts } = job;
      return { outcome: "claimed", job: { workspaceId, jobId, kind, payload, attempt: attempts } };
    }
    const { count } = await transaction.job.updateMany({
      where: { ...due, attempts: { gte: attemptsMax } },
      data: { state: "failed", errorCode: "interrupted", leaseUntil: null, finishedAt: now },
    });
    return { outcome: count === 1 ? "exhausted" : "notDue" };
  });
}
