import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { createDatabase } from "@pulse/db/client";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { enqueueJob } from "@pulse/platform/jobs/enqueue-job";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { testServices } from "./testing/config.ts";
import { readInbox, signInMail } from "./testing/test-worker.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const patience = { timeout: 25_000, interval: 50 };
let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

function environment(prefix: string): Record<string, string> {
  return {
    PUBLIC_ORIGIN: "http://localhost:3000",
    WORKER_HEALTH_PORT: "0",
    DATABASE_URL: suite.appUrl,
    SQS_ENDPOINT: testServices.sqsEndpoint,
    SQS_QUEUE_PREFIX: prefix,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    SMTP_URL: testServices.smtpUrl,
    DISPATCH_INTERVAL_MS: "100",
  };
}

interface Worker {
  child: ChildProcess;
  output: { stdout: string; stderr: string };
}

function launch(variables: Record<string, string>): Worker {
  const child = spawn(process.execPath, [main], { env: variables });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  return { child, output };
}

async function untilReady({ output }: Worker): Promise<void> {
  await vi.waitFor(() => expect(output.stdout).toContain('"ready"'), patience);
}

it.each(["SMTP_URL", "DATABASE_URL", "PUBLIC_ORIGIN"])(
  "says in one line that %s is missing",
  async (name) => {
    const { child, output } = launch({ ...environment("none-"), [name]: "" });
    const [code] = await once(child, "close");
    expect({ code, stderr: output.stderr }).toEqual({
      code: 1,
      stderr: `cannot start: ${name} is missing or empty\n`,
    });
  },
);

it("mails what waits, drains and exits with 0 on SIGTERM, and starts again where it was killed", async () => {
  await using database = await createDatabase({ url: suite.appUrl });
  const enqueue = async () => {
    const mail = signInMail();
    await withWorkspace(database, systemWorkspaceId, (transaction) =>
      enqueueJob(transaction, { kind: "mail", workspaceId: null, payload: mail }),
    );
    return mail.to;
  };
  const variables = environment(`test-${randomUUID()}-`);
  const first = launch(variables);
  await untilReady(first);
  const early = await enqueue();
  await vi.waitFor(async () => expect(await readInbox(early)).toHaveLength(1), patience);
  first.child.kill("SIGKILL");
  await once(first.child, "close");

  const waiting = await enqueue();
  const second = launch(variables);
  await vi.waitFor(async () => expect(await readInbox(waiting)).toHaveLength(1), patience);
  await untilReady(second);
  second.child.kill("SIGTERM");
  const [code, signal] = await once(second.child, "close");
  expect({ code, signal, stderr: second.output.stderr }).toEqual({
    code: 0,
    signal: null,
    stderr: "",
  });
  expect(await readInbox(early)).toHaveLength(1);
});
