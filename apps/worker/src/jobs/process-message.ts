import { jobMessageSchema, type JobMessage } from "@pulse/contracts/jobs/job-message";
import { claimJob, type ClaimedJob } from "@pulse/platform/jobs/claim-job";
import { failJob } from "@pulse/platform/jobs/fail-job";
import { finishJob } from "@pulse/platform/jobs/finish-job";
import { type MessageOutcome } from "@pulse/runtime/queue/consume-queue";
import { type Services } from "../context.ts";
import { describeFailure, type JobHandler } from "./job-handler.ts";

/** Longer than any handler may take; a worker that dies holds its job this long. */
const leaseMs = 120_000;

/**
 * Does what one delivered message hints at: claims the job before acting, acts, records how it ended. A message
 * whose job is finished, in other hands or not due says nothing new and is dropped. What fails for good goes to
 * the dead-letter queue. Throws when the database cannot be asked, so that the message comes again.
 */
export async function processMessage(
  services: Services,
  handler: JobHandler,
  body: string,
): Promise<MessageOutcome> {
  const message = readMessage(body);
  if (message === null) {
    services.logger.error("a message that names no job");
    return "dead";
  }
  const { database, now } = services;
  const claim = await claimJob(database, message, { leaseMs, now: now() });
  if (claim.outcome !== "claimed") {
    services.work.jobEnded(message.kind, claim.outcome);
    return claim.outcome === "exhausted" ? "dead" : "done";
  }
  return attempt(services, handler, claim.job);
}

async function attempt(
  services: Services,
  handler: JobHandler,
  job: ClaimedJob,
): Promise<MessageOutcome> {
  const { database, logger, now, random } = services;
  const facts = { jobId: job.jobId, kind: job.kind, attempt: job.attempt };
  try {
    await handler(services, job);
  } catch (error) {
    const failure = describeFailure(error);
    const outcome = await failJob(database, job, failure, { now: now(), random: random() });
    logger.warn({ error, outcome, ...facts }, "job failed");
    services.work.jobEnded(job.kind, outcome);
    return outcome === "failed" ? "dead" : "done";
  }
  const isOurs = await finishJob(database, job, now());
  logger.info({ isOurs, ...facts }, "job done");
  services.work.jobEnded(job.kind, isOurs ? "succeeded" : "lost");
  return "done";
}

function readMessage(body: string): JobMessage | null {
  try {
    return jobMessageSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
