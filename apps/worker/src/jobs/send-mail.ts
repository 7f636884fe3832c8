import { mailJobSchema } from "@pulse/contracts/jobs/mail";
import { type ClaimedJob } from "@pulse/platform/jobs/claim-job";
import { renderMail } from "@pulse/platform/mail/render-mail";
import { type Services } from "../context.ts";

/**
 * Sends a job's mail. SMTP cannot promise once: a worker that dies between the server's answer and the job's end sends
 * again, under the same Message-ID, by which mailboxes know it for the same.
 */
export async function sendMail(
  { mailer, config }: Pick<Services, "mailer" | "config">,
  job: ClaimedJob,
): Promise<void> {
  const mail = mailJobSchema.parse(job.payload);
  const { subject, html, text } = renderMail(mail, config.publicOrigin);
  await mailer.send({
    to: mail.to,
    subject,
    html,
    text,
    messageKey: job.jobId,
    language: mail.locale,
  });
}
