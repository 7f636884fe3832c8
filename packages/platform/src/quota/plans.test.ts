import { createId } from "@pulse/contracts/ids";
import { type PlanId } from "@pulse/contracts/billing/plans";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDatabase } from "../seed/seed-database.ts";
import {
  createQuotaWorkspace,
  type QuotaWorkspace,
  reserveOf,
  settleOf,
} from "../testing/create-quota-workspace.ts";
import { applyBatch } from "./apply-batch.ts";
import { changePlan } from "./change-plan.ts";
import { getUsage } from "./get-usage.ts";
import { rollOverPeriods } from "./roll-over-periods.ts";
import { startPlan } from "./start-plan.ts";
import { addMonths } from "./subscription-period.ts";
import { verifyLedger } from "./verify-ledger.ts";

const now = new Date("2026-01-31T12:00:00Z");
const hour = (hours: number, from = now) => new Date(from.getTime() + hours * 3_600_000);

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await seedDatabase(test.database, now);
});
afterAll(() => test[Symbol.asyncDispose]());

async function subscribe(planId: PlanId): Promise<QuotaWorkspace> {
  const workspace = await createQuotaWorkspace(test.database, { tokens: 0 }, now);
  const { workspaceId } = workspace;
  await withWorkspace(test.database, workspaceId, (tx) =>
    startPlan(tx, { workspaceId, planId }, now),
  );
  return workspace;
}

async function spend(workspace: QuotaWorkspace, units: number, at: Date): Promise<void> {
  const holdId = createId("hold");
  await applyBatch(
    test.database,
    [reserveOf(workspace, { holdId, minimum: units, maximum: units })],
    at,
  );
  await applyBatch(test.database, [settleOf(workspace, holdId, units)], at);
}

function usage(workspace: QuotaWorkspace, at: Date) {
  return getUsage({ database: test.database, now: at, identity: workspace });
}

function change(
  workspace: QuotaWorkspace,
  planId: PlanId | null,
  at: Date,
  role: "owner" | "admin" = "owner",
) {
  return changePlan(
    {
      database: test.database,
      now: at,
      ipAddress: "127.0.0.1",
      userAgent: null,
      identity: { ...workspace, role, sessionId: null, apiKeyId: null },
    },
    planId,
  );
}

async function expectExact(workspace: QuotaWorkspace): Promise<void> {
  const report = await verifyLedger({ database: test.database, identity: workspace });
  expect(report).toMatchObject({ ok: true, differences: [] });
}

describe("starting a plan", () => {
  it("grants its allowance to the period's end, on the last day of a shorter month", async () => {
    const workspace = await subscribe("pro");
    expect(await usage(workspace, now)).toMatchObject({
      plan: "pro",
      period: { start: "2026-01-31T12:00:00.000Z", end: "2026-02-28T12:00:00.000Z" },
      tokens: { limit: 400_000, used: 0, held: 0 },
      images: { limit: 30 },
      videos: { limit: 5 },
    });
  });

  it("is refused while there is a plan", async () => {
    const workspace = await subscribe("pro");
    const { workspaceId } = workspace;
    await expect(
      withWorkspace(test.database, workspaceId, (tx) =>
        startPlan(tx, { workspaceId, planId: "starter" }, now),
      ),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a period's end", () => {
  it("expires what is left, grants the next period from the anchor, and does so once", async () => {
    const workspace = await subscribe("starter");
    await spend(workspace, 100_000, hour(1));
    const end = addMonths(now, 1);
    expect((await usage(workspace, end)).tokens.limit).toBe(0);
    await Promise.all([1, 2, 3].map(() => rollOverPeriods(test.database, 1000, end)));
    expect(await usage(workspace, end)).toMatchObject({
      period: { start: "2026-02-28T12:00:00.000Z", end: "2026-03-31T12:00:00.000Z" },
      tokens: { limit: 150_000, used: 0 },
    });
    await expectExact(workspace);
  });

  it("skips periods that nobody was there to see", async () => {
    const workspace = await subscribe("starter");
    await rollOverPeriods(test.database, 1000, addMonths(now, 5));
    expect(await usage(workspace, addMonths(now, 5))).toMatchObject({
      period: { start: "2026-06-30T12:00:00.000Z" },
      tokens: { limit: 150_000 },
    });
    await expectExact(workspace);
  });

  it("charges a call that crosses it to the period in which it began", async () => {
    const workspace = await subscribe("starter");
    const end = addMonths(now, 1);
    const reserve = reserveOf(workspace, { holdId: "cross", maximum: 1000, leaseMs: 600_000 });
    await applyBatch(test.database, [reserve], hour(-0.05, end));
    await rollOverPeriods(test.database, 1000, end);
    await applyBatch(test.database, [settleOf(workspace, "cross", 400)], hour(0.05, end));
    expect((await usage(workspace, hour(0.05, end))).tokens).toMatchObject({
      limit: 150_000,
      used: 0,
      held: 0,
    });
    await expectExact(workspace);
  });
});

describe("changing the plan", () => {
  it("upwards starts at once: new period, whole allowance, old remainder revoked, credit for the unspent part", async () => {
    const workspace = await subscribe("starter");
    await spend(workspace, 75_000, hour(1));
    const half = hour(14 * 24);
    expect(await change(workspace, "creator", half)).toEqual({
      effective: "now",
      creditFils: 1500,
    });
    expect(await usage(workspace, half)).toMatchObject({
      plan: "creator",
      period: { start: half.toISOString() },
      tokens: { limit: 1_000_000, used: 0, held: 0 },
    });
    await expectExact(workspace);
  });

  it("upwards leaves a running call its hold, and gives its rest back to nobody", async () => {
    const workspace = await subscribe("starter");
    await applyBatch(
      test.database,
      [reserveOf(workspace, { holdId: "a", maximum: 5000 })],
      hour(1),
    );
    await change(workspace, "pro", hour(1));
    await applyBatch(test.database, [settleOf(workspace, "a", 2000)], hour(1));
    expect((await usage(workspace, hour(2))).tokens).toMatchObject({
      limit: 400_000,
      used: 0,
      held: 0,
    });
    await expectExact(workspace);
  });

  it("downwards waits for the period's end, and can be taken back until then", async () => {
    const workspace = await subscribe("creator");
    const end = addMonths(now, 1);
    expect(await change(workspace, "starter", hour(1))).toEqual({
      effective: "periodEnd",
      at: end,
    });
    expect(await usage(workspace, hour(2))).toMatchObject({
      plan: "creator",
      tokens: { limit: 1_000_000 },
    });
    await change(workspace, "creator", hour(3));
    await rollOverPeriods(test.database, 1000, end);
    expect(await usage(workspace, end)).toMatchObject({ plan: "creator" });
    await change(workspace, "starter", hour(1, end));
    await rollOverPeriods(test.database, 1000, addMonths(now, 2));
    expect(await usage(workspace, addMonths(now, 2))).toMatchObject({
      plan: "starter",
      tokens: { limit: 150_000 },
    });
    await expectExact(workspace);
  });

  it("to none ends the plan with its period and leaves nothing to spend", async () => {
    const workspace = await subscribe("pro");
    const end = addMonths(now, 1);
    await change(workspace, null, hour(1));
    expect((await usage(workspace, hour(2))).tokens.remaining).toBe(400_000);
    await rollOverPeriods(test.database, 1000, end);
    expect(await usage(workspace, end)).toMatchObject({
      plan: null,
      period: { end: null },
      tokens: { limit: 0, level: "exhausted" },
    });
    await expectExact(workspace);
  });

  it("is the owner's alone, and stands in the audit log", async () => {
    const workspace = await subscribe("starter");
    await expect(change(workspace, "pro", hour(1), "admin")).rejects.toMatchObject({
      code: "forbidden",
    });
    await change(workspace, "pro", hour(1));
    const entries = await withWorkspace(test.database, workspace.workspaceId, (tx) =>
      tx.auditEntry.findMany(),
    );
    expect(entries).toMatchObject([
      { action: "subscription.change", details: { from: "starter", to: "pro" } },
    ]);
  });
});

describe("the seed", () => {
  it("makes a demo workspace for each plan, and changes nothing the second time", async () => {
    const demo = { workspaceId: "ws_democreator", userId: "usr_democreator" };
    const before = await usage(demo, now);
    expect(before).toMatchObject({ plan: "creator", tokens: { limit: 1_010_000 } });
    await seedDatabase(test.database, hour(5));
    expect(await usage(demo, now)).toEqual(before);
    await expectExact(demo);
  });
});
