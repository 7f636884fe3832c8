import { mkdtemp, chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMailbox } from "./mailbox.ts";
import { startPostgres } from "./postgres.ts";
import { startS3 } from "./s3.ts";
import { startSqs } from "./sqs.ts";
import { startTogether } from "./start-together.ts";

/**
 * Starts the services that integration tests use, on free ports and in a temporary folder, and names them in
 * the environment: `TEST_POSTGRES_URL` (superuser), `TEST_SQS_ENDPOINT`, `TEST_S3_ENDPOINT`, `TEST_SMTP_URL`
 * and `TEST_MAILBOX_URL`. Vitest calls it once per run and the returned function at its end.
 */
export async function setup(): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "pulse-test-"));
  await chmod(folder, 0o755);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const cluster = { folder: join(folder, "postgres"), superuserPassword: "postgres" };
  const [postgres, sqs, s3, mailbox] = await startTogether(stack, [
    startPostgres({ ...cluster, isDurable: false }),
    startSqs(),
    startS3(join(folder, "s3")),
    startMailbox(),
  ]);
  Object.assign(process.env, {
    TEST_POSTGRES_URL: postgres.superuserUrl,
    TEST_SQS_ENDPOINT: sqs.endpoint,
    TEST_S3_ENDPOINT: s3.endpoint,
    TEST_SMTP_URL: mailbox.smtpUrl,
    TEST_MAILBOX_URL: mailbox.webUrl,
  });
  const running = stack.move();
  return () => running.disposeAsync();
}
