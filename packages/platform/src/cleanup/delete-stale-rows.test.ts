import { createId } from "@pulse/contracts/ids";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withoutWorkspace, withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deleteStaleRows } from "./delete-stale-rows.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

const dayMs = 86_400_000;

it("deletes what has ended and keeps what is still of use", async () => {
  const { database } = suite;
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  const userId = createId("user");
  await withoutWorkspace(database, async (transaction) => {
    await transaction.user.create({
      data: { id: userId, email: `${userId}@example.com`, name: "Layla" },
    });
    const session = (id: string, expiresAt: Date) => ({ id, token: id, userId, expiresAt });
    await transaction.session.createMany({
      data: [session("old", daysAgo(1)), session("new", daysAgo(-1))],
    });
    const link = (id: string, expiresAt: Date) => ({ id, identifier: "a", value: "ar", expiresAt });
    await transaction.verification.createMany({
      data: [link("old", daysAgo(1)), link("new", daysAgo(-1))],
    });
    const revocation = (subjectId: string, createdAt: Date) => ({
      kind: "session" as const,
      subjectId,
      createdAt,
    });
    await transaction.revocation.createMany({
      data: [revocation("old", daysAgo(2)), revocation("new", now)],
    });
  });
  const workspaceId = systemWorkspaceId;
  await withWorkspace(database, workspaceId, async (transaction) => {
    const key = (name: string, createdAt: Date) => ({
      workspaceId,
      userId,
      operation: "o",
      key: name,
      requestHash: "h",
      createdAt,
    });
    await transaction.idempotencyKey.createMany({
      data: [key("old", daysAgo(2)), key("new", now)],
    });
    const job = (id: string, finishedAt: Date | null) => ({
      workspaceId,
      id,
      kind: "mail",
      payload: {},
      finishedAt,
    });
    await transaction.job.createMany({
      data: [job("old", daysAgo(15)), job("new", now), job("waiting", null)],
    });
  });

  await deleteStaleRows(database, now);
  await deleteStaleRows(database, now);

  const left = await withWorkspace(database, workspaceId, async (transaction) => ({
    sessions: (await transaction.session.findMany()).map(({ id }) => id),
    links: (await transaction.verification.findMany()).map(({ id }) => id),
    revocations: (await transaction.revocation.findMany()).map(({ subjectId }) => subjectId),
    keys: (await transaction.idempotencyKey.findMany()).map(({ key }) => key),
    jobs: (await transaction.job.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id),
  }));
  expect(left).toEqual({
    sessions: ["new"],
    links: ["new"],
    revocations: ["new"],
    keys: ["new"],
    jobs: ["new", "waiting"],
  });
});
