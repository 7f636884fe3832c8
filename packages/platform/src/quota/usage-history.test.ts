import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createQuotaWorkspace,
  type QuotaWorkspace,
  reserveOf,
  settleOf,
} from "../testing/create-quota-workspace.ts";
import { applyBatch } from "./apply-batch.ts";
import { getUsage } from "./get-usage.ts";
import { getUsageHistory } from "./get-usage-history.ts";
import { sweepHolds } from "./sweep-holds.ts";

const now = new Date("2026-03-10T12:00:00Z");
const dayMs = 86_400_000;

let test: TestDatabase;
let workspace: QuotaWorkspace;

async function call(
  holdId: string,
  reserve: { model: string; tool: "chat" | "api" },
  used: number,
  at: Date,
) {
  await applyBatch(
    test.database,
    [reserveOf(workspace, { holdId, maximum: 1000, ...reserve })],
    at,
  );
  await applyBatch(test.database, [settleOf(workspace, holdId, used)], at);
}

beforeAll(async () => {
  test = await createTestDatabase();
  workspace = await createQuotaWorkspace(test.database, { tokens: 100_000 }, now);
  const tomorrow = new Date(now.getTime() + dayMs);
  await call("a", { model: "gpt-a", tool: "chat" }, 100, now);
  await call("b", { model: "gpt-a", tool: "api" }, 20, tomorrow);
  await call("c", { model: "claude-b", tool: "chat" }, 300, tomorrow);
  await call("d", { model: "claude-b", tool: "chat" }, 0, tomorrow);
  // Swept with nothing, then settled late with what it truly cost.
  await applyBatch(
    test.database,
    [reserveOf(workspace, { holdId: "e", maximum: 500, leaseMs: 1000, model: "gpt-a" })],
    now,
  );
  await sweepHolds(test.database, 10, tomorrow);
  await applyBatch(test.database, [settleOf(workspace, "e", 50)], tomorrow);
});
afterAll(() => test[Symbol.asyncDispose]());

function history(by: "day" | "model" | "member" | "tool", unit: "tokens" | "images" = "tokens") {
  return getUsageHistory({ database: test.database, now, identity: workspace }, { by, unit });
}

describe("the history of what was charged", () => {
  it("adds up to the meter, however it is grouped", async () => {
    const { tokens } = await getUsage({ database: test.database, now, identity: workspace });
    for (const by of ["day", "model", "member", "tool"] as const) {
      const { items, total } = await history(by);
      expect(total).toBe(tokens.used);
      expect(items.reduce((sum, item) => sum + item.used, 0)).toBe(total);
    }
  });

  it("groups by day, model, member and tool", async () => {
    expect((await history("day")).items).toEqual([
      { key: "2026-03-10", label: "2026-03-10", used: 100, runs: 1 },
      { key: "2026-03-11", label: "2026-03-11", used: 370, runs: 3 },
    ]);
    expect((await history("model")).items).toEqual([
      { key: "claude-b", label: "claude-b", used: 300, runs: 1 },
      { key: "gpt-a", label: "gpt-a", used: 170, runs: 3 },
    ]);
    expect((await history("member")).items).toEqual([
      { key: workspace.userId, label: "Owner", used: 470, runs: 4 },
    ]);
    expect((await history("tool")).items).toEqual([
      { key: "chat", label: "chat", used: 450, runs: 3 },
      { key: "api", label: "api", used: 20, runs: 1 },
    ]);
  });

  it("keeps units apart", async () => {
    expect(await history("day", "images")).toEqual({ items: [], total: 0 });
  });
});
