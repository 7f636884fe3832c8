import { jobKindSchema, jobMessageSchema } from "@pulse/contracts/jobs/job-message";
import { globalClient, type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { sendMessage } from "@pulse/runtime/queue/messages";
import { type Queues } from "@pulse/runtime/queue/queues";
import { type JobReference } from "./enqueue-job.ts";

export interface Dispatcher {
  database: Database;
  queues: Queues;
}

/** A job sent this long ago and still unclaimed had its message lost. */
export const resendAfterMs = 60_000;

/**
 * Sends the messages of jobs that wait: never sent, sent and lost, or claimed by a worker that died. Safe in
 * several processes at once; a message sent twice does nothing twice, because handlers claim first.
 * Returns how many were sent. Throws when the queue cannot be reached; those jobs stay waiting.
 */
export async function dispatchJobs(
  context: Dispatcher,
  options: { limit: number; now: Date },
): Promise<number> {
  const waiting = await globalClient(context.database).$queryRaw<
    { workspace_id: string; id: string; kind: string }[]
  >`SELECT workspace_id, id, kind FROM undispatched_jobs(
      ${options.limit}::int, ${options.now}::timestamptz, ${resendAfterMs} * interval '1 millisecond')`;
  let sent = 0;
  for (const { workspace_id: workspaceId, id: jobId, kind } of waiting) {
    const reference = { workspaceId, jobId, kind: jobKindSchema.parse(kind) };
    if (await dispatchJob(context, reference, options.now)) sent += 1;
  }
  return sent;
}

/**
 * Sends one job's message if nobody did. The nudge after a commit: `dispatchJob(...).catch(...)` loses
 * nothing, for the schedule repeats it.
 */
export async function dispatchJob(
  context: Dispatcher,
  reference: JobReference,
  now: Date,
): Promise<boolean> {
  if (!(await markDispatched(context.database, reference, now))) return false;
  try {
    await sendMessage(
      context.queues,
      reference.kind,
      JSON.stringify(jobMessageSchema.parse(reference)),
    );
    return true;
  } catch (error) {
    await unmarkDispatched(context.database, reference, now);
    throw error;
  }
}

function markDispatched(
  database: Database,
  { workspaceId, jobId }: JobReference,
  now: Date,
): Promise<boolean> {
  const resendBefore = new Date(now.getTime() - resendAfterMs);
  return withWorkspace(database, workspaceId, async (transaction) => {
    const { count } = await transaction.job.updateMany({
      where: {
        workspaceId,
        id: jobId,
        AND: [
          // A job that was never tried waits for no retry, whatever the clocks of two machines say.
          { OR: [{ attempts: 0 }, { availableAt: { lte: now } }] },
          { OR: [{ dispatchedAt: null }, { dispatchedAt: { lte: resendBefore } }] },
          { OR: [{ state: "queued" }, { state: "running", leaseUntil: { lte: now } }] },
        ],
      },
      data: { dispatchedAt: now },
    });
    return count === 1;
  });
}

async function unmarkDispatched(
  database: Database,
  { workspaceId, jobId }: JobReference,
  now: Date,
): Promise<void> {
  await withWorkspace(database, workspaceId, (transaction) =>
    transaction.job.updateMany({
      where: { workspaceId, id: jobId, dispatchedAt: now },
      data: { dispatchedAt: null },
    }),
  );
}
