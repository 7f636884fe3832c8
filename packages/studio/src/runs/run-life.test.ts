import { type Identity } from "@pulse/contracts/internal/identity";
import { runLeaseMs } from "@pulse/contracts/internal/runs";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMember, joinWorkspace } from "../testing/create-member.ts";
import { messageOf, settlementOf, startOne, tokensOf } from "../testing/run-requests.ts";
import { checkpointRun } from "./checkpoint-run.ts";
import { getStoredRun } from "./get-stored-run.ts";
import { reapRuns } from "./reap-runs.ts";
import { settleRun } from "./settle-run.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

const checkpointOf = (identity: Identity, sequence: number, content: string) => ({
  workspaceId: identity.workspaceId,
  sequence,
  content,
  reasoning: "",
  chargedTokensEstimated: 30 + sequence,
});

describe("a run under way", () => {
  it("keeps the longest checkpoint: one that comes late shortens nothing", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    await checkpointRun(
      suite.database,
      run.runId,
      checkpointOf(member, 5, "النص الأطول"),
      new Date(),
    );
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 3, "النص"), new Date());
    expect(await messageOf(suite.database, member, run.assistantMessageId)).toMatchObject({
      content: "النص الأطول",
    });
    const stored = await getStoredRun(suite.database, { ...member, runId: run.runId });
    expect(stored).toMatchObject({ state: "streaming", sequence: 5, receipt: null });
  });

  it("settles once: text, usage and charge agree, and a repetition answers the same", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    const settled = await settleRun(suite.database, run.runId, settlementOf(member), new Date());
    expect(settled).toEqual({
      state: "completed",
      receipt: {
        inputTokens: 15,
        cachedInputTokens: 5,
        outputTokens: 27,
        reasoningTokens: 7,
        chargedTokens: 42,
        estimated: false,
      },
    });
    const repeated = settlementOf(member, { chargedTokens: 99, content: "غيره" });
    expect(await settleRun(suite.database, run.runId, repeated, new Date())).toEqual(settled);
    expect(await tokensOf(suite.database, member)).toEqual({ used: 42, held: 0 });
    expect(await messageOf(suite.database, member, run.assistantMessageId)).toMatchObject({
      content: "عمّان",
      chargedTokens: 42,
    });
  });

  it("ignores a checkpoint that arrives after the settle", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    await settleRun(suite.database, run.runId, settlementOf(member), new Date());
    const late = await checkpointRun(
      suite.database,
      run.runId,
      checkpointOf(member, 99, "متأخر"),
      new Date(),
    );
    expect(late).toEqual({ state: "completed" });
    expect(await messageOf(suite.database, member, run.assistantMessageId)).toMatchObject({
      content: "عمّان",
    });
  });

  it("charges nothing for a failed answer and gives the hold back", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    const failed = settlementOf(member, {
      state: "failed",
      content: "",
      errorCode: "provider_error",
      chargedTokens: 0,
    });
    await settleRun(suite.database, run.runId, failed, new Date());
    expect(await tokensOf(suite.database, member)).toEqual({ used: 0, held: 0 });
  });

  it("is not found by another member, nor under another workspace", async () => {
    const member = await createMember(suite.database);
    const { runId } = await startOne(suite.database, member);
    const colleague = await joinWorkspace(suite.database, member.workspaceId);
    const stranger = await createMember(suite.database);
    for (const other of [colleague, stranger]) {
      await expect(getStoredRun(suite.database, { ...other, runId })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expect(
      settleRun(suite.database, runId, settlementOf(stranger), new Date()),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a run whose gateway died", () => {
  const later = () => new Date(Date.now() + runLeaseMs + 60_000);

  it("ends as interrupted with its last checkpoint's text and charge, once, by however many reapers", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 5, "نصف جواب"), new Date());
    const now = later();
    const reaped = await Promise.all(
      [1, 2, 3].map(() => reapRuns(suite.database, { limit: 100, now })),
    );
    expect(reaped.reduce((total, count) => total + count, 0)).toBeGreaterThanOrEqual(1);
    const message = await messageOf(suite.database, member, run.assistantMessageId);
    expect(message).toMatchObject({
      state: "interrupted",
      content: "نصف جواب",
      chargedTokens: 35,
      estimated: true,
    });
    expect(await tokensOf(suite.database, member)).toEqual({ used: 35, held: 0 });
  });

  it("costs nothing when no text had come", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 1, ""), new Date());
    await reapRuns(suite.database, { limit: 100, now: later() });
    expect(await messageOf(suite.database, member, run.assistantMessageId)).toMatchObject({
      state: "interrupted",
      chargedTokens: 0,
    });
    expect(await tokensOf(suite.database, member)).toEqual({ used: 0, held: 0 });
  });

  it("is left alone while its lease is renewed", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    const now = later();
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 2, "حي"), now);
    await reapRuns(suite.database, { limit: 100, now });
    expect(await messageOf(suite.database, member, run.assistantMessageId)).toMatchObject({
      state: "streaming",
    });
  });

  it("takes the true text and charge when its gateway settles after all", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 5, "نصف"), new Date());
    await reapRuns(suite.database, { limit: 100, now: later() });
    const settled = await settleRun(suite.database, run.runId, settlementOf(member), later());
    expect(settled).toMatchObject({
      state: "completed",
      receipt: { chargedTokens: 42, estimated: false },
    });
    expect(await messageOf(suite.database, member, run.assistantMessageId)).toMatchObject({
      state: "completed",
      content: "عمّان",
    });
    expect(await tokensOf(suite.database, member)).toEqual({ used: 42, held: 0 });
  });
});
