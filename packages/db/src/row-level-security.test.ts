import { setTimeout as wait } from "node:timers/promises";
import { createId } from "@pulse/contracts/ids";
import * as fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, globalClient } from "./client.ts";
import { isDatabaseUnavailable } from "./database-errors.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";
import { withoutWorkspace, withWorkspace } from "./with-workspace.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ poolMax: 5 });
});
afterAll(() => test[Symbol.asyncDispose]());

async function createWorkspace(): Promise<{
  workspaceId: string;
  conversationId: string;
  userId: string;
}> {
  const ids = {
    workspaceId: createId("workspace"),
    conversationId: createId("conversation"),
    userId: createId("user"),
  };
  await withWorkspace(test.database, ids.workspaceId, async (transaction) => {
    await transaction.user.create({
      data: { id: ids.userId, email: `${ids.userId}@example.com`, name: "x" },
    });
    await transaction.workspace.create({ data: { id: ids.workspaceId, name: "x" } });
    await transaction.conversation.create({
      data: {
        workspaceId: ids.workspaceId,
        id: ids.conversationId,
        title: "x",
        createdBy: ids.userId,
      },
    });
  });
  return ids;
}

describe("without a workspace", () => {
  it("every tenant table looks empty, without an error, before and after a transaction that had one", async () => {
    await using own = await createDatabase({ url: test.appUrl, poolMax: 1 });
    const { workspaceId } = await createWorkspace();
    const tables = await globalClient(own).$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity`;
    expect(tables.length).toBeGreaterThan(10);
    const client = new Client({ connectionString: test.appUrl });
    await client.connect();
    try {
      for (const round of ["fresh", "after"]) {
        for (const { name } of tables) {
          const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${name}`);
          expect({ round, name, count: rows[0].count }).toEqual({ round, name, count: 0 });
        }
        await client.query("BEGIN");
        await client.query("SELECT set_config('app.workspace_id', $1, true)", [workspaceId]);
        expect((await client.query("SELECT id FROM workspaces")).rowCount).toBe(1);
        await client.query("COMMIT");
      }
    } finally {
      await client.end();
    }
  });

  it("nothing can be written into one", async () => {
    const { workspaceId, userId } = await createWorkspace();
    const data = { workspaceId, id: createId("conversation"), title: "x", createdBy: userId };
    await expect(
      withoutWorkspace(test.database, (transaction) => transaction.conversation.create({ data })),
    ).rejects.toThrow(/row-level security/);
  });
});

describe("in a workspace", () => {
  it("another's rows can be neither read, changed, deleted, nor written", async () => {
    const [mine, theirs] = [await createWorkspace(), await createWorkspace()];
    const key = { workspaceId_id: { workspaceId: theirs.workspaceId, id: theirs.conversationId } };
    await withWorkspace(test.database, mine.workspaceId, async (transaction) => {
      expect(await transaction.conversation.findUnique({ where: key })).toBeNull();
      const where = { id: theirs.conversationId };
      expect(await transaction.conversation.updateMany({ where, data: { title: "y" } })).toEqual({
        count: 0,
      });
      expect(await transaction.conversation.deleteMany({ where })).toEqual({ count: 0 });
    });
    const data = {
      workspaceId: theirs.workspaceId,
      id: createId("conversation"),
      createdBy: mine.userId,
    };
    await expect(
      withWorkspace(test.database, mine.workspaceId, (transaction) =>
        transaction.conversation.create({ data }),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it("a message cannot hang below another's conversation", async () => {
    const [mine, theirs] = [await createWorkspace(), await createWorkspace()];
    const data = {
      workspaceId: mine.workspaceId,
      id: createId("message"),
      conversationId: theirs.conversationId,
      role: "user" as const,
    };
    await expect(
      withWorkspace(test.database, mine.workspaceId, (transaction) =>
        transaction.message.create({ data }),
      ),
    ).rejects.toThrow(/Foreign key/i);
  });

  it("only its own rows appear, however transactions interleave on however few connections", async () => {
    const owners = await Promise.all(Array.from({ length: 4 }, createWorkspace));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.tuple(fc.nat(3), fc.constantFrom("read", "fail", "none")), {
          minLength: 5,
          maxLength: 25,
        }),
        async (poolMax, steps) => {
          await using database = await createDatabase({ url: test.appUrl, poolMax });
          await Promise.all(
            steps.map(async ([index, act]) => {
              const owner = owners[index];
              if (owner === undefined) throw new Error("no such workspace");
              if (act === "none") {
                expect(await withoutWorkspace(database, (tx) => tx.conversation.count())).toBe(0);
                return;
              }
              const work = withWorkspace(database, owner.workspaceId, async (transaction) => {
                const rows = await transaction.conversation.findMany();
                expect(rows.map(({ id }) => id)).toEqual([owner.conversationId]);
                if (act === "fail") throw new Error("undone");
              });
              await (act === "fail" ? expect(work).rejects.toThrow("undone") : work);
            }),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it("a connection killed in mid-transaction leaks nothing and the pool recovers", async () => {
    await using database = await createDatabase({ url: test.appUrl, poolMax: 1 });
    const { workspaceId, conversationId } = await createWorkspace();
    const killed = withWorkspace(database, workspaceId, async (transaction) => {
      await transaction.conversation.updateMany({
        where: { workspaceId },
        data: { title: "half" },
      });
      const [backend] = await transaction.$queryRaw<
        { pid: number }[]
      >`SELECT pg_backend_pid() AS pid`;
      await killBackend(backend?.pid ?? 0);
      await transaction.conversation.count();
    });
    const error = await killed.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(
      await withoutWorkspace(database, (transaction) => transaction.conversation.count()),
    ).toBe(0);
    const rows = await withWorkspace(database, workspaceId, (transaction) =>
      transaction.conversation.findMany(),
    );
    expect(rows.map(({ id, title }) => ({ id, title }))).toEqual([
      { id: conversationId, title: "x" },
    ]);
  });
});

async function killBackend(pid: number): Promise<void> {
  const client = new Client({ connectionString: test.appUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_terminate_backend($1)", [pid]);
    for (;;) {
      const { rowCount } = await client.query("SELECT FROM pg_stat_activity WHERE pid = $1", [pid]);
      if (rowCount === 0) return;
      await wait(5);
    }
  } finally {
    await client.end();
  }
}

describe("the role", () => {
  it("is refused at the start when it could see past row-level security", async () => {
    await expect(createDatabase({ url: test.ownerUrl })).rejects.toThrow("owns tables");
  });
});

describe("a database that cannot be reached", () => {
  it("is told apart from a query that is wrong", async () => {
    const unreachable = await createDatabase({ url: "postgresql://x:x@127.0.0.1:1/x" }).catch(
      (error: unknown) => error,
    );
    expect(isDatabaseUnavailable(unreachable)).toBe(true);
    const wrong = await globalClient(test.database).$queryRaw`SELECT nothing`.catch(
      (error: unknown) => error,
    );
    expect(isDatabaseUnavailable(wrong)).toBe(false);
  });
});
