import { createId } from "@pulse/contracts/ids";
import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { mailJobSchema } from "@pulse/contracts/jobs/mail";
import { createDatabase, type Database, globalClient } from "@pulse/db/client";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createQuotaWorkspace,
  type QuotaWorkspace,
  reserveOf,
  settleOf,
} from "../testing/create-quota-workspace.ts";
import { applyBatch } from "./apply-batch.ts";
import { getUsage } from "./get-usage.ts";
import { grantAddOn } from "./grant-add-on.ts";
import { verifyLedger } from "./verify-ledger.ts";

const now = new Date("2026-03-10T12:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ poolMax: 16 });
});
afterAll(() => test[Symbol.asyncDispose]());

async function applyOne(database: Database, operation: QuotaOperation): Promise<QuotaResult> {
  const [result] = await applyBatch(database, [operation], now);
  if (result?.status !== "fulfilled") throw result?.reason;
  return result.value;
}

async function spend(workspace: QuotaWorkspace, units: number): Promise<void> {
  const holdId = createId("hold");
  await applyOne(test.database, reserveOf(workspace, { holdId, minimum: units, maximum: units }));
  await applyOne(test.database, settleOf(workspace, holdId, units));
}

async function expectExact(workspace: QuotaWorkspace): Promise<void> {
  const report = await verifyLedger({ database: test.database, identity: workspace });
  expect(report).toMatchObject({ ok: true, differences: [] });
}

describe("calls at once", () => {
  it("admits exactly 50 of 1,000 on quota for 50", async () => {
    const workspace = await createQuotaWorkspace(test.database, { images: 50 }, now);
    const results = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        applyOne(test.database, reserveOf(workspace, { holdId: `h${index}`, unit: "images" })),
      ),
    );
    expect(results.filter(({ outcome }) => outcome === "held")).toHaveLength(50);
    expect(results.filter(({ outcome }) => outcome === "refused")).toHaveLength(950);
    const usage = await getUsage({ database: test.database, now, identity: workspace });
    expect(usage.images).toMatchObject({ held: 50, remaining: 0, level: "exhausted" });
    await expectExact(workspace);
  });

  it("finds what others free at that moment: with quota for all in turn nobody is refused", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 16 }, now);
    await Promise.all(
      Array.from({ length: 16 }, async (_, client) => {
        for (let round = 0; round < 20; round += 1) {
          const holdId = `h${client}-${round}`;
          expect(await applyOne(test.database, reserveOf(workspace, { holdId }))).toMatchObject({
            outcome: "held",
          });
          expect(await applyOne(test.database, settleOf(workspace, holdId, 0))).toMatchObject({
            charged: 0,
          });
        }
      }),
    );
    await expectExact(workspace);
  });

  it("answers five copies of each call alike and acts once", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1_000 }, now);
    const holds = Array.from({ length: 40 }, (_, index) => `h${index}`);
    const fiveTimes = (work: (holdId: string) => Promise<QuotaResult>) =>
      Promise.all(
        holds.map((holdId) => Promise.all(Array.from({ length: 5 }, () => work(holdId)))),
      );
    const held = await fiveTimes((holdId) =>
      applyOne(test.database, reserveOf(workspace, { holdId, minimum: 10, maximum: 20 })),
    );
    for (const copies of held)
      expect(new Set(copies.map((copy) => JSON.stringify(copy))).size).toBe(1);
    const settled = await fiveTimes((holdId) =>
      applyOne(test.database, settleOf(workspace, holdId, 7)),
    );
    for (const copies of settled)
      for (const copy of copies)
        expect(copy).toEqual({ outcome: "settled", charged: 7, overrun: 0, late: false });
    const { tokens } = await getUsage({ database: test.database, now, identity: workspace });
    expect(tokens).toMatchObject({ used: 280, held: 0 });
    await expectExact(workspace);
  });
});

describe("a batch", () => {
  it("keeps the order, spans workspaces, and lets a refusal or a broken operation spoil no other", async () => {
    const [rich, poor] = [
      await createQuotaWorkspace(test.database, { tokens: 100 }, now),
      await createQuotaWorkspace(test.database, { tokens: 1 }, now),
    ];
    const results = await applyBatch(
      test.database,
      [
        reserveOf(rich, { holdId: "a", maximum: 60 }),
        reserveOf(poor, { holdId: "a", minimum: 2, maximum: 2 }),
        reserveOf({ workspaceId: "ws_doesnotexist", userId: "x" }, { holdId: "b" }),
        { ...settleOf(rich, "a", 5), amount: 2 ** 70 },
        settleOf(rich, "a", 9),
      ],
      now,
    );
    expect(
      results.map((result) => (result.status === "fulfilled" ? result.value.outcome : "rejected")),
    ).toEqual(["held", "refused", "refused", "rejected", "settled"]);
    const { tokens } = await getUsage({ database: test.database, now, identity: rich });
    expect(tokens).toMatchObject({ used: 9, held: 0 });
  });

  it("never waits in a circle, whatever the order of its workspaces", async () => {
    const workspaces = await Promise.all(
      Array.from({ length: 8 }, () => createQuotaWorkspace(test.database, { tokens: 10_000 }, now)),
    );
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const order = index % 2 === 0 ? workspaces : workspaces.toReversed();
        return applyBatch(
          test.database,
          order.map((workspace) => reserveOf(workspace, { holdId: `h${index}` })),
          now,
        );
      }),
    );
    for (const result of results.flat())
      expect(result).toMatchObject({ value: { outcome: "held" } });
    for (const workspace of workspaces) await expectExact(workspace);
  });
});

describe("notices", () => {
  async function notices(workspace: QuotaWorkspace) {
    const { workspaceId } = workspace;
    return withWorkspace(test.database, workspaceId, async (transaction) => {
      const rows = await transaction.usageNotice.findMany({ orderBy: { createdAt: "asc" } });
      const jobs = await transaction.job.findMany({ where: { kind: "mail" } });
      return {
        levels: rows.map(({ level }) => level).toSorted(),
        mails: jobs.map(({ payload }) => mailJobSchema.parse(payload).template).toSorted(),
      };
    });
  }

  it("come once at 80 % and once at the hard stop, however many calls meet them at once", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 100 }, now);
    await spend(workspace, 79);
    expect(await notices(workspace)).toEqual({ levels: [], mails: [] });
    await Promise.all(Array.from({ length: 10 }, () => spend(workspace, 1)));
    expect(await notices(workspace)).toEqual({ levels: ["warning"], mails: ["usage-warning"] });
    const beyond = Array.from({ length: 20 }, (_, index) =>
      applyOne(
        test.database,
        reserveOf(workspace, { holdId: `x${index}`, minimum: 12, maximum: 12 }),
      ),
    );
    for (const result of await Promise.all(beyond))
      expect(result).toMatchObject({ outcome: "refused", available: 11 });
    expect(await notices(workspace)).toEqual({
      levels: ["exhausted", "warning"],
      mails: ["usage-exhausted", "usage-warning"],
    });
  });

  it("are not sent for units that are only held", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 100 }, now);
    await applyOne(test.database, reserveOf(workspace, { holdId: "a", maximum: 100 }));
    await applyOne(test.database, settleOf(workspace, "a", 10));
    expect(await notices(workspace)).toEqual({ levels: [], mails: [] });
  });

  it("are armed again by an add-on", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 100_000 }, now);
    await spend(workspace, 85_000);
    const { workspaceId } = workspace;
    await withWorkspace(test.database, workspaceId, (transaction) =>
      grantAddOn(
        transaction,
        { workspaceId, addOnId: "tokens-200k", reference: "order-1" },
        new Date(now.getTime() + 1),
      ),
    );
    const after = new Date(now.getTime() + 2);
    await applyBatch(
      test.database,
      [reserveOf(workspace, { holdId: "a", maximum: 170_000 })],
      after,
    );
    await applyBatch(test.database, [settleOf(workspace, "a", 170_000)], after);
    expect(await notices(workspace)).toMatchObject({ levels: ["warning", "warning"] });
  });
});

describe("connections killed in mid-operation", () => {
  it("lose and double nothing once every call was repeated until it was answered", async () => {
    await using database = await createDatabase({ url: test.appUrl, poolMax: 8 });
    const workspaces = await Promise.all(
      Array.from({ length: 4 }, () =>
        createQuotaWorkspace(test.database, { tokens: 1_000_000 }, now),
      ),
    );
    const working = new AbortController();
    let kills = 0;
    const killing = (async () => {
      while (!working.signal.aborted && kills < 60) {
        kills += await globalClient(test.database).$executeRaw`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE usename = 'pulse_app' AND state = 'active' AND pid <> pg_backend_pid()
            AND datname = current_database() LIMIT 1`;
      }
    })();
    const untilAnswered = async (operation: QuotaOperation): Promise<QuotaResult> => {
      for (;;) {
        const answer = await applyOne(database, operation).catch(() => null);
        if (answer !== null) return answer;
      }
    };
    await Promise.all(
      Array.from({ length: 16 }, async (_, client) => {
        for (let round = 0; round < 15; round += 1) {
          const workspace = workspaces[(client + round) % workspaces.length];
          if (workspace === undefined) throw new Error("no workspace");
          const holdId = `h${client}-${round}`;
          await untilAnswered(reserveOf(workspace, { holdId, maximum: 100 }));
          expect(await untilAnswered(settleOf(workspace, holdId, 10))).toMatchObject({
            charged: 10,
          });
        }
      }),
    );
    working.abort();
    await killing;
    expect(kills).toBeGreaterThan(0);
    let used = 0;
    for (const workspace of workspaces) {
      await expectExact(workspace);
      used += (await getUsage({ database: test.database, now, identity: workspace })).tokens.used;
    }
    expect(used).toBe(16 * 15 * 10);
  });
});
