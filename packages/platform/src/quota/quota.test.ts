import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQuotaWorkspace, reserveOf, settleOf } from "../testing/create-quota-workspace.ts";
import { quotaActs } from "../testing/quota-acts.ts";
import { listGrants } from "./list-grants.ts";
import { releaseHold } from "./release-hold.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { verifyLedger } from "./verify-ledger.ts";

const now = new Date("2026-03-10T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const dayMs = 86_400_000;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

const { apply, meter, grant, expectExact } = quotaActs(() => test.database, now);

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
    const items = await listGrants({ database: test.database, now, identity: workspace });
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

describe("revoke", () => {
  it("takes back what is free, and what is held once its hold gives it back; what was used stays", async () => {
    const workspace = await createQuotaWorkspace(test.database, { tokens: 100 }, now);
    const { workspaceId } = workspace;
    await apply(workspace, reserveOf(workspace, { holdId: "a", maximum: 10 }));
    await apply(workspace, settleOf(workspace, "a", 10));
    await apply(workspace, reserveOf(workspace, { holdId: "b", maximum: 40 }));
    const [item] = await listGrants({ database: test.database, now, identity: workspace });
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
    const [item] = await listGrants({ database: test.database, now, identity: theirs });
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
