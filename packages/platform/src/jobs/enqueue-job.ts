import { createId } from "@pulse/contracts/ids";
import { type JobKind } from "@pulse/contracts/jobs/job-message";
import { type MailJob } from "@pulse/contracts/jobs/mail";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { type Transaction } from "@pulse/db/with-workspace";

/** What each kind of job carries. */
export interface JobPayloads extends Record<JobKind, object> {
  mail: MailJob;
}

export interface NewJob<Kind extends JobKind> {
  kind: Kind;
  /** The transaction's workspace. Null: the system's own, for mail to people who have none yet. */
  workspaceId: string | null;
  payload: JobPayloads[Kind];
  /** The same key of one workspace and kind makes one job, however often it is asked for. */
  dedupeKey?: string;
  /** The member who asked, where there is one. */
  createdBy?: string;
}

/** Where a job is found: what the queue's message says. */
export interface JobReference {
  workspaceId: string;
  jobId: string;
  kind: JobKind;
}

/**
 * Writes a job in the caller's transaction, so that it exists exactly when the rest of the act does. Call
 * `dispatchJob` after the commit to have it start at once; the schedule finds it otherwise. The transaction
 * must be in the job's workspace (`withWorkspace(database, systemWorkspaceId, ...)` for null).
 */
export async function enqueueJob<Kind extends JobKind>(
  transaction: Transaction,
  job: NewJob<Kind>,
): Promise<JobReference> {
  const { kind, payload, dedupeKey = null, createdBy = null } = job;
  const workspaceId = job.workspaceId ?? systemWorkspaceId;
  const id = createId("job");
  const { count } = await transaction.job.createMany({
    data: [{ workspaceId, id, kind, payload, dedupeKey, createdBy }],
    skipDuplicates: dedupeKey !== null,
  });
  if (count === 1) return { workspaceId, jobId: id, kind };
  const earlier = await transaction.job.findFirstOrThrow({
    where: { workspaceId, kind, dedupeKey },
    select: { id: true },
  });
  return { workspaceId, jobId: earlier.id, kind };
}
