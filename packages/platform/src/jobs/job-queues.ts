import { jobKindSchema } from "@pulse/contracts/jobs/job-message";
import { ensureQueue } from "@pulse/runtime/queue/ensure-queue";
import { type Queues } from "@pulse/runtime/queue/queues";

/** How long a message stays hidden while its job is handled; renewed at half time. */
export const visibilityTimeoutS = 60;
/** Deliveries of a message that no handler came to the end of, before SQS sets it aside. */
const receivesMax = 10;

/** Makes the queue and the dead-letter queue of every kind of job, where missing. */
export async function ensureJobQueues(queues: Queues): Promise<void> {
  for (const kind of jobKindSchema.options) {
    await ensureQueue(queues, kind, { visibilityTimeoutS, receivesMax });
  }
}
