import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createQuotaWorkspace,
  type QuotaWorkspace,
  reserveOf,
  settleOf,
} from "../testing/create-quota-workspace.ts";
import { quotaActs } from "../testing/quota-acts.ts";
import { listGrants } from "./list-grants.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { sweepHolds } from "./sweep-holds.ts";

const now = new Date("2026-03-10T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

const { apply, meter, expectExact } = quotaActs(() => test.database, now);

describe("a lease that ran out", () => {
  const leaseMs = 1000;
  async function deadHold(checkpointAmount: number): Promise<QuotaWorkspace> {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1000 }, now);
    const { workspaceId } = workspace;
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 800, leaseMs }));
    await apply(workspace, { type: "extend", workspaceId, holdId: "a", leaseMs, checkpointAmount });
    return workspace;
  }

  it("is counted by reads as the sweeper will resolve it, before it came", async () => {
    const workspace = await deadHold(300);
    expect(await meter(workspace, later(leaseMs - 1))).toEqual([1000, 0, 800]);
    expect(await meter(workspace, later(leaseMs))).toEqual([1000, 300, 0]);
  });

  it("is settled by the sweeper with its last checkpoint, once", async () => {
    const workspace = await deadHold(300);
    expect(await sweepHolds(test.database, 100, later(leaseMs))).toBeGreaterThan(0);
    await sweepHolds(test.database, 100, later(leaseMs));
    expect(await meter(workspace, later(leaseMs))).toEqual([1000, 300, 0]);
    await expectExact(workspace);
  });

  it("leaves the meter with its units when its grant was revoked", async () => {
    const workspace = await deadHold(300);
    const { workspaceId } = workspace;
    const [item] = await listGrants({ database: test.database, now, identity: workspace });
    const grantId = item?.id ?? "";
    await withWorkspace(test.database, workspaceId, (transaction) =>
      revokeGrant(transaction, { workspaceId, grantId }, now),
    );
    expect(await meter(workspace)).toEqual([800, 0, 800]);
    const atEnd = [300, 300, 0];
    expect(await meter(workspace, later(leaseMs))).toEqual(atEnd);
    await sweepHolds(test.database, 100, later(leaseMs));
    expect(await meter(workspace, later(leaseMs))).toEqual(atEnd);
    await expectExact(workspace);
  });

  it("frees its units for a call that would not fit otherwise", async () => {
    const workspace = await deadHold(300);
    const reserve = reserveOf(workspace, { holdId: "b", minimum: 700, maximum: 900 });
    expect(await apply(workspace, reserve, later(leaseMs))).toEqual({
      outcome: "held",
      amount: 700,
    });
    await expectExact(workspace);
  });

  it.each([
    {
      name: "more, from the free balance",
      truth: 500,
      expected: { charged: 500, overrun: 0 },
      used: 500,
    },
    {
      name: "less, giving the difference back",
      truth: 100,
      expected: { charged: 100, overrun: 0 },
      used: 100,
    },
    { name: "nothing", truth: 0, expected: { charged: 0, overrun: 0 }, used: 0 },
    {
      name: "above the hold, as an overrun",
      truth: 900,
      expected: { charged: 800, overrun: 100 },
      used: 800,
    },
  ])(
    "is corrected by a late settle to the true charge: $name",
    async ({ truth, expected, used }) => {
      const workspace = await deadHold(300);
      await sweepHolds(test.database, 100, later(leaseMs));
      const settled = { outcome: "settled", late: true, ...expected };
      expect(await apply(workspace, settleOf(workspace, "a", truth), later(5000))).toEqual(settled);
      expect(await apply(workspace, settleOf(workspace, "a", 1), later(5000))).toEqual(settled);
      expect(await meter(workspace, later(5000))).toEqual([1000, used, 0]);
      await expectExact(workspace);
    },
  );

  it("books what a late settle cannot take from the free balance as an overrun", async () => {
    const workspace = await deadHold(300);
    await sweepHolds(test.database, 100, later(leaseMs));
    await apply(workspace, reserveOf(workspace, { holdId: "b", maximum: 600 }), later(leaseMs));
    expect(await apply(workspace, settleOf(workspace, "a", 700), later(5000))).toEqual({
      outcome: "settled",
      charged: 400,
      overrun: 300,
      late: true,
    });
    expect(await meter(workspace, later(5000))).toEqual([1000, 400, 600]);
    await expectExact(workspace);
  });

  it("answers a checkpoint that comes too late with its result", async () => {
    const workspace = await deadHold(300);
    const { workspaceId } = workspace;
    await sweepHolds(test.database, 100, later(leaseMs));
    const extend = {
      type: "extend",
      workspaceId,
      holdId: "a",
      leaseMs,
      checkpointAmount: 400,
    } as const;
    expect(await apply(workspace, extend, later(2000))).toEqual({
      outcome: "settled",
      charged: 300,
      overrun: 0,
      late: false,
    });
  });
});
