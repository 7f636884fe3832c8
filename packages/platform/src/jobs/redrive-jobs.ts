import { jobMessageSchema, type JobKind } from "@pulse/contracts/jobs/job-message";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { deleteMessage, receiveMessages } from "@pulse/runtime/queue/messages";
import { deadLetterName } from "@pulse/runtime/queue/queues";
import { dispatchJob, type Dispatcher } from "./dispatch-jobs.ts";

export interface RedriveResult {
  /** Jobs given a fresh set of attempts. */
  redriven: number;
  /** Messages whose job had been settled otherwise: dropped. */
  settled: number;
  /** Messages that no job can be read from: left in the dead-letter queue for a person to look at. */
  unreadable: number;
}

const visibilityTimeoutS = 60;

/**
 * Empties a kind's dead-letter queue: every failed job that it names starts over with a fresh set of attempts.
 * For an operator, after the cause was mended; safe to repeat and to break off.
 */
export async function redriveJobs(
  context: Dispatcher,
  kind: JobKind,
  now: Date,
): Promise<RedriveResult> {
  const result: RedriveResult = { redriven: 0, settled: 0, unreadable: 0 };
  const name = deadLetterName(kind);
  for (;;) {
    const messages = await receiveMessages(context.queues, name, {
      messagesMax: 10,
      waitS: 1,
      visibilityTimeoutS,
    });
    if (messages.length === 0) return result;
    for (const message of messages) {
      const reference = readReference(message.body);
      if (reference === null) {
        result.unreadable += 1;
        continue;
      }
      const isReset = await resetJob(context.database, reference, now);
      if (isReset) await dispatchJob(context, { ...reference, kind }, now);
      await deleteMessage(context.queues, name, message.receipt);
      result[isReset ? "redriven" : "settled"] += 1;
    }
  }
}

function readReference(body: string): { workspaceId: string; jobId: string } | null {
  try {
    const { workspaceId, jobId } = jobMessageSchema.parse(JSON.parse(body));
    return { workspaceId, jobId };
  } catch {
    return null;
  }
}

function resetJob(
  database: Database,
  { workspaceId, jobId }: { workspaceId: string; jobId: string },
  now: Date,
): Promise<boolean> {
  return withWorkspace(database, workspaceId, async (transaction) => {
    const { count } = await transaction.job.updateMany({
      where: { workspaceId, id: jobId, state: "failed" },
      data: {
        state: "queued",
        attempts: 0,
        errorCode: null,
        availableAt: now,
        dispatchedAt: null,
        finishedAt: null,
      },
    });
    return count === 1;
  });
}
