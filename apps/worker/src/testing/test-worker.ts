import { randomUUID } from "node:crypto";
import { type MailJob } from "@pulse/contracts/jobs/mail";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { createTestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { enqueueJob, type JobReference } from "@pulse/platform/jobs/enqueue-job";
import { ensureJobQueues } from "@pulse/platform/jobs/job-queues";
import { z } from "zod";
import { readConfig } from "../config.ts";
import { createServices, type Services } from "../context.ts";
import { testServices } from "./config.ts";

export interface TestWorker extends AsyncDisposable {
  services: Services;
}

export const publicOrigin = "http://localhost:3000";

/** A worker's parts on a database and queues of its own, with the run's real SQS and SMTP; nothing runs yet. */
export async function createTestWorker(
  variables: Record<string, string> = {},
): Promise<TestWorker> {
  await using stack = new AsyncDisposableStack();
  const { database, appUrl } = stack.use(await createTestDatabase());
  const config = readConfig({
    PUBLIC_ORIGIN: publicOrigin,
    WORKER_HEALTH_PORT: "0",
    LOG_LEVEL: "silent",
    DATABASE_URL: appUrl,
    SQS_ENDPOINT: testServices.sqsEndpoint,
    SQS_QUEUE_PREFIX: `test-${randomUUID()}-`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    SMTP_URL: testServices.smtpUrl,
    MAIL_FROM: "Pulse <no-reply@pulse.test>",
    SWEEP_INTERVAL_MS: "100",
    DISPATCH_INTERVAL_MS: "100",
    ...variables,
  });
  const services = await createServices(config, stack, { database });
  await ensureJobQueues(services.queues);
  const open = stack.move();
  return { services, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** A sign-in mail to an address that no other test uses. */
export function signInMail(
  locale: "ar" | "en" = "ar",
): Extract<MailJob, { template: "magic-link" }> {
  return {
    template: "magic-link",
    to: `${randomUUID()}@example.com`,
    locale,
    url: `${publicOrigin}/sign-in/verify?token=abc&x=1`,
    expiresInMinutes: 10,
  };
}

/** Writes a job as a sign-in would. */
export function enqueueMail({ database }: Services, payload: MailJob): Promise<JobReference> {
  return withWorkspace(database, systemWorkspaceId, (transaction) =>
    enqueueJob(transaction, { kind: "mail", workspaceId: null, payload }),
  );
}

export function readJob({ database }: Services, { workspaceId, jobId }: JobReference) {
  return withWorkspace(database, workspaceId, (transaction) =>
    transaction.job.findFirstOrThrow({ where: { id: jobId } }),
  );
}

const inboxSchema = z.array(
  z.object({
    to: z.array(z.object({ address: z.string() })),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    messageId: z.string(),
    headers: z.record(z.string(), z.unknown()),
  }),
);

/** What the mailbox holds for one address. */
export async function readInbox(address: string): Promise<z.output<typeof inboxSchema>> {
  const response = await fetch(`${testServices.mailboxUrl}/email`);
  const mails = inboxSchema.parse(await response.json());
  return mails.filter((mail) => mail.to.some((recipient) => recipient.address === address));
}
