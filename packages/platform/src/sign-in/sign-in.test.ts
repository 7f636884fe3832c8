import { mailJobSchema } from "@pulse/contracts/jobs/mail";
import { globalClient } from "@pulse/db/client";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { createLogger } from "@pulse/runtime/logger";
import { createQueues } from "@pulse/runtime/queue/queues";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createAuth } from "../auth/create-auth.ts";
import { type Visit } from "../context.ts";
import { authenticateSession } from "../sessions/authenticate-session.ts";
import { requestMagicLink } from "./request-magic-link.ts";
import { verifyMagicLink } from "./verify-magic-link.ts";

const stack = new AsyncDisposableStack();
let suite: TestDatabase;
let visit: Visit;
beforeAll(async () => {
  suite = stack.use(await createTestDatabase());
  const { database } = suite;
  const logger = createLogger({ service: "test", level: "silent" });
  const publicOrigin = "https://pulse.example";
  const secret = "session-secret-of-the-tests-0123456789";
  visit = {
    database,
    auth: createAuth({ database, logger, publicOrigin, secret }),
    // Nobody listens there: mail waits in its row, where the tests read it.
    queues: stack.use(
      createQueues({
        region: "us-east-1",
        endpoint: "http://127.0.0.1:9",
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
        prefix: "",
      }),
    ),
    logger,
    now: new Date(),
    publicOrigin,
    ipAddress: "2001:db8::7:1",
    userAgent: "Test",
    locale: "ar",
  };
});
afterAll(() => stack.disposeAsync());

async function requestToken(email: string): Promise<string> {
  await requestMagicLink(visit, { email, locale: "en" });
  const jobs = await withWorkspace(suite.database, systemWorkspaceId, (transaction) =>
    transaction.job.findMany({ where: { kind: "mail" }, orderBy: { createdAt: "desc" } }),
  );
  const mail = jobs
    .map((job) => mailJobSchema.parse(job.payload))
    .find(({ to, template }) => to === email && template === "magic-link");
  const url = mail?.template === "magic-link" ? mail.url : "";
  return new URL(url).searchParams.get("token") ?? "";
}

async function signIn(email: string) {
  const token = await requestToken(email);
  const signedIn = await verifyMagicLink(visit, { token, formerCookie: null });
  const cookie = /^__Host-pulse_session=([^;]+)/.exec(signedIn.sessionCookie)?.[1] ?? "";
  return { ...signedIn, cookie };
}

const dayMs = 86_400_000;
const outcomeOn = async (cookie: string, days: number) => {
  const now = new Date(visit.now.getTime() + days * dayMs);
  return (await authenticateSession(visit, { cookie, workspaceId: null }, now)).outcome;
};

it("leaves nothing behind when it breaks off halfway, so that the same link works again", async () => {
  const token = await requestToken("halfway@example.com");
  // Postgres stores no NUL: the audit entry fails, after the user and the workspace were made.
  const broken = { ...visit, ipAddress: "\u0000" };
  await expect(verifyMagicLink(broken, { token, formerCookie: null })).rejects.toThrow();
  const client = globalClient(suite.database);
  const where = { email: "halfway@example.com" };
  expect(await client.user.findUnique({ where })).toBeNull();

  const { me } = await verifyMagicLink(visit, { token, formerCookie: null });
  expect(me.workspaces).toHaveLength(1);
  expect(me.user.locale).toBe("en");
  const { sessions } = await client.user.findUniqueOrThrow({ where, include: { sessions: true } });
  expect(sessions).toMatchObject([
    { ipAddress: visit.ipAddress, userAgent: "Test", activeWorkspaceId: me.workspace.id },
  ]);
});

it("gives a user who lost the only workspace a new one", async () => {
  const { me } = await signIn("homeless@example.com");
  await withWorkspace(suite.database, me.workspace.id, (transaction) =>
    transaction.workspace.update({
      where: { id: me.workspace.id },
      data: { deletedAt: visit.now },
    }),
  );
  const again = await signIn("homeless@example.com");
  expect(again.me.workspaces.map(({ id }) => id)).toEqual([again.me.workspace.id]);
  expect(again.me.workspace.id).not.toBe(me.workspace.id);
});

it("hands out a cookie that is pinned to the host, for the session's absolute life", async () => {
  const { sessionCookie } = await signIn("cookie@example.com");
  const [pair = "", ...attributes] = sessionCookie.split("; ");
  expect(pair).toMatch(/^__Host-pulse_session=[\w-]{43}\.[\w%]+$/);
  expect(attributes.toSorted()).toEqual(
    ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax", "Secure"].toSorted(),
  );
});

it("ends a session after seven idle days", async () => {
  const { cookie } = await signIn("idle@example.com");
  expect(await outcomeOn(cookie, 6.9)).toBe("known");
  expect(await outcomeOn(cookie, 13.8)).toBe("known");
  expect(await outcomeOn(cookie, 20.9)).toBe("unknown");
});

it("ends a session thirty days after its start, however much it is used", async () => {
  const { cookie } = await signIn("busy@example.com");
  for (const days of [6, 12, 18, 24, 29.9]) expect(await outcomeOn(cookie, days)).toBe("known");
  expect(await outcomeOn(cookie, 30)).toBe("unknown");
});

it("leaves another person's session in the browser alone", async () => {
  const theirs = await signIn("theirs@example.com");
  const token = await requestToken("mine@example.com");
  await verifyMagicLink(visit, { token, formerCookie: theirs.cookie });
  expect(await outcomeOn(theirs.cookie, 0)).toBe("known");
});

it.each(["", "x", "a.b", "é", "a;b", "\u0000", "%E0%A4%A", `${"a".repeat(43)}.${"a".repeat(43)}=`])(
  "knows nobody by the cookie %j",
  async (cookie) => {
    expect(await outcomeOn(cookie, 0)).toBe("unknown");
  },
);
