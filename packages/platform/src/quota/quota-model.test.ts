import { createId } from "@pulse/contracts/ids";
import { type QuotaOperation } from "@pulse/contracts/internal/quota";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQuotaWorkspace, reserveOf, settleOf } from "../testing/create-quota-workspace.ts";
import { QuotaModel } from "../testing/quota-model.ts";
import { applyBatch } from "./apply-batch.ts";
import { getUsage } from "./get-usage.ts";
import { grantQuota } from "./grant-quota.ts";
import { expireGrants, type GrantSource } from "./queries.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { sweepWorkspaceHolds } from "./sweep-holds.ts";
import { verifyLedger } from "./verify-ledger.ts";

const start = Date.parse("2026-03-10T12:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

type Step =
  | {
      kind: "grant";
      source: GrantSource;
      amount: number;
      startsInMs: number;
      livesMs: number | null;
    }
  | { kind: "reserve"; id: string; minimum: number; extra: number; leaseMs: number }
  | { kind: "settle"; id: string; amount: number }
  | { kind: "extend"; id: string; leaseMs: number; checkpoint: number }
  | { kind: "revoke"; index: number }
  | { kind: "wait"; ms: number }
  | { kind: "sweep" }
  | { kind: "expire" };

const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
const amount = fc.integer({ min: 1, max: 60 });
const leaseMs = fc.integer({ min: 1000, max: 5000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("grant" as const),
      source: fc.constantFrom("plan", "trial", "addOn", "adjustment"),
      amount,
      startsInMs: fc.constantFrom(0, 0, 2000),
      livesMs: fc.option(fc.integer({ min: 1, max: 20_000 })),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("reserve" as const),
      id,
      minimum: amount,
      extra: fc.nat(60),
      leaseMs,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("settle" as const), id, amount: fc.nat(130) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("extend" as const),
      id,
      leaseMs,
      checkpoint: fc.nat(130),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("revoke" as const), index: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(4000) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "sweep" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "expire" as const }) },
);

async function createPair() {
  const workspace = await createQuotaWorkspace(test.database, {}, new Date(start));
  const { workspaceId } = workspace;
  const model = new QuotaModel();
  const grantIds: string[] = [];
  let nowMs = start;

  const inWorkspace = <Result>(work: Parameters<typeof withWorkspace<Result>>[2]) =>
    withWorkspace(test.database, workspaceId, work);

  async function applyBoth(operation: QuotaOperation, expected: unknown): Promise<void> {
    const [result] = await applyBatch(test.database, [operation], new Date(nowMs));
    expect(result).toEqual({ status: "fulfilled", value: expected });
  }

  async function grant(next: Extract<Step, { kind: "grant" }>): Promise<void> {
    const startsAt = nowMs + next.startsInMs;
    const expiresAt = next.livesMs === null ? null : startsAt + next.livesMs;
    const reference = createId("grant");
    await inWorkspace((transaction) =>
      grantQuota(
        transaction,
        {
          workspaceId,
          source: next.source,
          reference,
          allowance: { tokens: next.amount, images: 0, videos: 0 },
          startsAt: new Date(startsAt),
          expiresAt: expiresAt === null ? null : new Date(expiresAt),
        },
        new Date(nowMs),
      ),
    );
    const row = await inWorkspace((transaction) =>
      transaction.grant.findFirstOrThrow({ where: { reference } }),
    );
    grantIds.push(row.id);
    model.grant(next.source, next.amount, startsAt, expiresAt ?? Number.MAX_SAFE_INTEGER);
  }

  async function run(next: Step): Promise<void> {
    switch (next.kind) {
      case "grant":
        return grant(next);
      case "reserve": {
        const maximum = next.minimum + next.extra;
        const reserve = { holdId: next.id, minimum: next.minimum, maximum, leaseMs: next.leaseMs };
        const expected = model.reserve(next.id, next.minimum, maximum, next.leaseMs, nowMs);
        return applyBoth(reserveOf(workspace, reserve), expected);
      }
      case "settle":
        return applyBoth(
          settleOf(workspace, next.id, next.amount),
          model.settle(next.id, next.amount, nowMs),
        );
      case "extend":
        return applyBoth(
          {
            type: "extend",
            workspaceId,
            holdId: next.id,
            leaseMs: next.leaseMs,
            checkpointAmount: next.checkpoint,
          },
          model.extend(next.id, next.leaseMs, next.checkpoint, nowMs),
        );
      case "revoke": {
        const grantId = grantIds[next.index];
        if (grantId === undefined) return;
        model.revoke(next.index);
        await inWorkspace((transaction) =>
          revokeGrant(transaction, { workspaceId, grantId }, new Date(nowMs)),
        );
        return;
      }
      case "wait":
        nowMs += next.ms;
        return;
      case "sweep": {
        const swept = await inWorkspace((tx) =>
          sweepWorkspaceHolds(tx, workspaceId, new Date(nowMs)),
        );
        expect(swept).toBe(model.sweep(nowMs));
        return;
      }
      case "expire":
        return inWorkspace((transaction) =>
          expireGrants(transaction, workspaceId, new Date(nowMs)),
        );
    }
  }

  async function compareMeters(): Promise<void> {
    const usage = await getUsage({
      database: test.database,
      now: new Date(nowMs),
      identity: workspace,
    });
    const { limit, used, held } = usage.tokens;
    expect({ limit, used, held }).toEqual(model.meter(nowMs));
  }

  async function verify(): Promise<void> {
    const report = await verifyLedger({ database: test.database, identity: workspace });
    expect(report.differences).toEqual([]);
  }

  return { run, compareMeters, verify };
}

describe("the ledger", () => {
  it("does what plain arithmetic says, whatever happens in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const pair = await createPair();
        for (const next of steps) {
          await pair.run(next);
          await pair.compareMeters();
        }
        await pair.verify();
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
