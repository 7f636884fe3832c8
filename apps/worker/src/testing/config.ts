import { z } from "zod";

/** Where the test runner's services are. */
export const testServices = z
  .object({ TEST_SQS_ENDPOINT: z.url(), TEST_SMTP_URL: z.url(), TEST_MAILBOX_URL: z.url() })
  .transform((read) => ({
    sqsEndpoint: read.TEST_SQS_ENDPOINT,
    smtpUrl: read.TEST_SMTP_URL,
    mailboxUrl: read.TEST_MAILBOX_URL,
  }))
  .parse(process.env);
