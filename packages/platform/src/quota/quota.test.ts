import { createId } from "@pulse/contracts/ids";
import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createQuotaWorkspace,
  type QuotaWorkspace,
  reserveOf,
  settleOf,
} from "../testing/create-quota-workspace.ts";
import { extendHold } from "./extend-hold.ts";
import { getUsage } from "./get-usage.ts";
import { grantQuota } from "./grant-quota.ts";
import { listGrants } from "./list-grants.ts";
import { releaseHold } from "./release-hold.ts";
import { reserveQuota } from "./reserve-quota.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { settleHold } from "./settle-hold.ts";
import { sweepHolds } from "./sweep-holds.ts";
import { verifyLedger } from "./verify-ledger.ts";

const now = new Date("2026-03-10T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const dayMs = 86_400_000;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

function apply(
  workspace: QuotaWorkspace,
  operation: QuotaOperation,
  at = now,
): Promise<QuotaResult> {
  return withWorkspace(test.database, workspace.workspaceId, (transaction) => {
    if (operation.type === "reserve") return reserveQuota(transaction, operation, at);
    if (operation.type === "settle") return settleHold(transaction, operation, at);
    return extendHold(transaction, operation, at);
  });
}

async function meter(workspace: QuotaWorkspace, at = now): Promise<number[]> {
  const { tokens } = await getUsage({ database: test.database, now: at, identity: workspace });
  return [tokens.limit, tokens.used, tokens.held];
}

async function grant(
  workspace: QuotaWorkspace,
  source: "plan" | "trial" | "addOn",
  tokens: number,
  expiresAt: Date | null,
): Promise<void> {
  const { workspaceId } = workspace;
  const allowance = { tokens, images: 0, videos: 0 };
  const reference = createId("grant");
  await withWorkspace(test.database, workspaceId, (transaction) =>
    grantQuota(
      transaction,
      { workspaceId, source, reference, allowance, startsAt: now, expiresAt },
      now,
    ),
  );
}

async function expectExact(workspace: QuotaWorkspace): Promise<void> {
  const report = await verifyLedger({ database: test.database, identity: workspace });
  expect(report).toMatchObject({ ok: true, differences: [] });
}

describe("reserve", () => {
  it("holds the maximum when there is enough, what is left when there is not, and refuses below the minimum", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1000 }, now);
    const reserve = { minimum: 256, maximum: 600 };
    expect(await apply(workspace, reserveOf(workspace, { holdId: "a", ...reserve }))).toEqual({
      outcome: "held",
      amount: 600,
    });
    expect(await apply(workspace, reserveOf(workspace, { holdId: "b", ...reserve }))).toEqual({
      outcome: "held",
      amount: 400,
    });
    expect(await apply(workspace, reserveOf(workspace, { holdId: "c", ...reserve }))).toEqual({
      outcome: "refused",
      available: 0,
      limitSource: "trial",
      resetsAt: null,
    });
    expect(await meter(workspace)).toEqual([1000, 0, 1000]);
    await expectExact(workspace);
  });

  it("gives the same answer to the same hold and a conflict to another request under its id", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1000 }, now);
    const reserve = reserveOf(workspace, { holdId: "a", maximum: 700 });
    expect(await apply(workspace, reserve)).toEqual({ outcome: "held", amount: 700 });
    expect(await apply(workspace, reserve)).toEqual({ outcome: "held", amount: 700 });
    expect(await apply(workspace, { ...reserve, fingerprint: "other" })).toEqual({
      outcome: "conflict",
    });
    expect(await meter(workspace)).toEqual([1000, 0, 700]);
  });

  it("names what ran out: nothing was ever granted", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1 }, now);
    expect(await apply(workspace, reserveOf(workspace, { holdId: "a", unit: "videos" }))).toEqual({
      outcome: "refused",
      available: 0,
      limitSource: "none",
      resetsAt: null,
    });
  });

  it("spends the earliest expiry first, then plan before trial before add-on", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 10 }, now);
    await grant(workspace, "addOn", 10, later(30 * dayMs));
    await grant(workspace, "plan", 10, later(30 * dayMs));
    await grant(workspace, "addOn", 10, later(5 * dayMs));
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 25 }));
    await apply(workspace, settleOf(workspace, "a", 23));
    const { items } = await listGrants({ database: test.database, now, identity: workspace });
    expect(items.map(({ source, used }) => [source, used])).toEqual([
      ["addOn", 10],
      ["plan", 10],
      ["addOn", 3],
      ["trial", 0],
    ]);
    await expectExact(workspace);
  });

  it("takes nothing from a grant before its start or from its end on", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 5 }, now);
    await grant(workspace, "addOn", 100, later(1000));
    const reserve = (holdId: string) => reserveOf(workspace, { holdId, maximum: 200 });
    expect(await apply(workspace, reserve("late"), later(1000))).toEqual({
      outcome: "held",
      amount: 5,
    });
    expect(await apply(workspace, reserve("early"), later(999))).toEqual({
      outcome: "held",
      amount: 100,
    });
    expect(await apply(workspace, reserve("before"), later(-1))).toMatchObject({
      outcome: "refused",
    });
  });
});

describe("settle", () => {
  it("charges once and gives the rest back; a second settle answers with the first result", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1000 }, now);
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 600 }));
    const settled = { outcome: "settled", charged: 123, overrun: 0, late: false };
    expect(await apply(workspace, settleOf(workspace, "a", 123))).toEqual(settled);
    expect(await apply(workspace, settleOf(workspace, "a", 600))).toEqual(settled);
    expect(await meter(workspace)).toEqual([1000, 123, 0]);
    await expectExact(workspace);
  });

  it("books what exceeds the hold as an overrun that no balance pays for", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1000 }, now);
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 100 }));
    const settled = { outcome: "settled", charged: 100, overrun: 50, late: false };
    expect(await apply(workspace, settleOf(workspace, "a", 150))).toEqual(settled);
    expect(await apply(workspace, settleOf(workspace, "a", 150))).toEqual(settled);
    expect(await meter(workspace)).toEqual([1000, 100, 0]);
    await expectExact(workspace);
  });

  it("does not know a hold that was never made", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1 }, now);
    expect(await apply(workspace, settleOf(workspace, "none", 1))).toEqual({ outcome: "notFound" });
  });

  it("of a release and a settle lets the first count", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1000 }, now);
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 100 }));
    const { workspaceId } = workspace;
    await withWorkspace(test.database, workspaceId, (transaction) =>
      releaseHold(transaction, { workspaceId, holdId: "a" }, now),
    );
    expect(await apply(workspace, settleOf(workspace, "a", 70))).toEqual({
      outcome: "settled",
      charged: 0,
      overrun: 0,
      late: false,
    });
    expect(await meter(workspace)).toEqual([1000, 0, 0]);
    await expectExact(workspace);
  });

  it("gives units of a grant that ended meanwhile back to nobody", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 1 }, now);
    await grant(workspace, "plan", 100, later(1000));
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 100 }));
    await apply(workspace, settleOf(workspace, "a", 30), later(2000));
    expect(await meter(workspace, later(2000))).toEqual([1, 0, 0]);
    await expectExact(workspace);
  });
});

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

describe("revoke", () => {
  it("takes back what is free, and what is held once its hold gives it back; what was used stays", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 100 }, now);
    const { workspaceId } = workspace;
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 10 }));
    await apply(workspace, settleOf(workspace, "a", 10));
    await apply(workspace, reserveOf(workspace, { holdId: "b", maximum: 40 }));
    const [item] = (await listGrants({ database: test.database, now, identity: workspace })).items;
    const grantId = item?.id ?? "";
    const revoke = () =>
      withWorkspace(test.database, workspaceId, (transaction) =>
        revokeGrant(transaction, { workspaceId, grantId }, now),
      );
    expect(await revoke()).toBe(50);
    expect(await revoke()).toBe(0);
    expect(await meter(workspace)).toEqual([50, 10, 40]);
    await apply(workspace, settleOf(workspace, "b", 15));
    expect(await meter(workspace)).toEqual([25, 25, 0]);
    await expectExact(workspace);
  });

  it("does not know another workspace's grant", async () => {
    const [mine, theirs] = [
      await createQuotaWorkspace(test.database, { tokens: 1 }, now),
      await createQuotaWorkspace(test.database, { tokens: 1 }, now),
    ];
    const [item] = (await listGrants({ database: test.database, now, identity: theirs })).items;
    const { workspaceId } = mine;
    await expect(
      withWorkspace(test.database, workspaceId, (transaction) =>
        revokeGrant(transaction, { workspaceId, grantId: item?.id ?? "" }, now),
      ),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("verify", () => {
  it("reports a balance that something else than the ledger changed", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 100 }, now);
    const { workspaceId } = workspace;
    await withWorkspace(test.database, workspaceId, (transaction) =>
      transaction.grant.updateMany({ where: { workspaceId }, data: { used: 7 } }),
    );
    const report = await verifyLedger({ database: test.database, identity: workspace });
    expect(report.ok).toBe(false);
    expect(report.differences).toContainEqual(
      expect.objectContaining({ what: "grant.used", expected: 0, actual: 7 }),
    );
  });
});
