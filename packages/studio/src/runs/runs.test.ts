import { createId } from "@pulse/contracts/ids";
import { type Identity } from "@pulse/contracts/internal/identity";
import {
  runLeaseMs,
  type SettleRunRequest,
  type StartRunRequest,
} from "@pulse/contracts/internal/runs";
import { withWorkspace } from "@pulse/db/with-workspace";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMember, joinWorkspace } from "../testing/create-member.ts";
import { checkpointRun } from "./checkpoint-run.ts";
import { getStoredRun } from "./get-stored-run.ts";
import { reapRuns } from "./reap-runs.ts";
import { settleRun } from "./settle-run.ts";
import { startRun } from "./start-run.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

function requestOf(identity: Identity, changes: Partial<StartRunRequest> = {}): StartRunRequest {
  return {
    identity,
    runId: createId("run"),
    gatewayId: "gateway-1",
    idempotencyKey: null,
    conversationId: null,
    parentId: null,
    content: "ما عاصمة الأردن؟",
    model: "openai:gpt-4.1-mini",
    provider: "openai",
    settings: {},
    contextWindow: 128_000,
    outputTokensMax: 16_000,
    ...changes,
  };
}

async function start(identity: Identity, changes: Partial<StartRunRequest> = {}, now = new Date()) {
  const response = await startRun(suite.database, requestOf(identity, changes), now);
  if (response.outcome !== "started") throw new Error(`not started: ${response.outcome}`);
  return response;
}

function settlementOf(
  identity: Identity,
  changes: Partial<SettleRunRequest> = {},
): SettleRunRequest {
  return {
    workspaceId: identity.workspaceId,
    state: "completed",
    sequence: 9,
    content: "عمّان",
    reasoning: "",
    finishReason: "stop",
    errorCode: null,
    usage: {
      freshInputTokens: 10,
      cacheReadTokens: 5,
      cacheWriteTokens: 0,
      outputTokens: 20,
      reasoningTokens: 7,
      estimated: false,
    },
    chargedTokens: 42,
    ...changes,
  };
}

const checkpointOf = (identity: Identity, sequence: number, content: string) => ({
  workspaceId: identity.workspaceId,
  sequence,
  content,
  reasoning: "",
  chargedTokensEstimated: 30 + sequence,
});

function tokensOf(identity: Identity) {
  return withWorkspace(suite.database, identity.workspaceId, async (transaction) => {
    const grants = await transaction.grant.findMany({ where: { unit: "tokens" } });
    const sum = (field: "used" | "held") =>
      grants.reduce((total, grant) => total + Number(grant[field]), 0);
    return { used: sum("used"), held: sum("held") };
  });
}

function messageOf(identity: Identity, id: string) {
  return withWorkspace(suite.database, identity.workspaceId, (transaction) =>
    transaction.message.findFirstOrThrow({ where: { id } }),
  );
}

describe("starting a run", () => {
  it("makes the conversation, the question and a streaming answer, and holds what it may cost", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    expect(run.history).toEqual([{ role: "user", content: "ما عاصمة الأردن؟" }]);
    expect(run.outputTokensMax).toBe(run.heldTokens - run.inputTokensEstimated);
    expect(await tokensOf(member)).toEqual({ used: 0, held: run.heldTokens });
    const answer = await messageOf(member, run.assistantMessageId);
    expect(answer).toMatchObject({ state: "streaming", parentId: run.userMessageId, content: "" });
    const conversation = await withWorkspace(suite.database, member.workspaceId, (transaction) =>
      transaction.conversation.findFirstOrThrow({ where: { id: run.conversationId } }),
    );
    expect(conversation).toMatchObject({ title: "ما عاصمة الأردن؟", activeLeafId: answer.id });
  });

  it("admits exactly one of 50 parallel starts when the quota is enough for one", async () => {
    const member = await createMember(suite.database);
    const responses = await Promise.all(
      Array.from({ length: 50 }, () =>
        startRun(
          suite.database,
          requestOf(member, { settings: { maxOutputTokens: 9_970 }, outputTokensMax: 9_970 }),
          new Date(),
        ),
      ),
    );
    const started = responses.filter((response) => response.outcome === "started");
    const refused = responses.filter((response) => response.outcome === "refused");
    expect([started.length, refused.length]).toEqual([1, 49]);
    expect(refused[0]).toMatchObject({ limitSource: "trial", resetsAt: null });
    const { held } = await tokensOf(member);
    expect(held).toBeLessThanOrEqual(10_000);
    const messages = await withWorkspace(suite.database, member.workspaceId, (transaction) =>
      transaction.message.count(),
    );
    expect(messages).toBe(2);
  });

  it("is one run for one idempotency key, however often and at once it is asked for", async () => {
    const member = await createMember(suite.database);
    const responses = await Promise.all(
      Array.from({ length: 8 }, () =>
        startRun(suite.database, requestOf(member, { idempotencyKey: "key-1" }), new Date()),
      ),
    );
    expect(new Set(responses.map((response) => "runId" in response && response.runId)).size).toBe(
      1,
    );
    expect(responses.filter((response) => response.outcome === "started")).toHaveLength(1);
    expect(responses.filter((response) => response.outcome === "existing")).toHaveLength(7);
  });

  it("refuses an idempotency key that comes with another request", async () => {
    const member = await createMember(suite.database);
    await start(member, { idempotencyKey: "key-1" });
    await expect(start(member, { idempotencyKey: "key-1", content: "غيره" })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
  });

  it("gives the gateway that repeats its own call the same answer, without a second hold", async () => {
    const member = await createMember(suite.database);
    const request = requestOf(member);
    const first = await startRun(suite.database, request, new Date());
    const second = await startRun(suite.database, request, new Date());
    expect(second).toEqual(first);
    const { held } = await tokensOf(member);
    expect(first).toMatchObject({ heldTokens: held });
  });

  it("writes nothing when the ledger refuses", async () => {
    const member = await createMember(suite.database);
    const response = await startRun(
      suite.database,
      requestOf(member, { content: "كلمة ".repeat(12_000) }),
      new Date(),
    );
    expect(response).toMatchObject({ outcome: "refused", available: 10_000, limitSource: "trial" });
    const rows = await withWorkspace(suite.database, member.workspaceId, async (transaction) => [
      await transaction.conversation.count(),
      await transaction.message.count(),
      await transaction.run.count(),
      await transaction.hold.count(),
    ]);
    expect(rows).toEqual([0, 0, 0, 0]);
  });

  it("continues below the active leaf, branches where a parent is named, and edits a first message at the root", async () => {
    const member = await createMember(suite.database, { extraTokens: 100_000 });
    const first = await start(member);
    await settleRun(suite.database, first.runId, settlementOf(member), new Date());
    const { conversationId } = first;
    const { parentId: _omitted, ...below } = requestOf(member, {
      conversationId,
      content: "وسكانها؟",
    });
    const second = await startRun(suite.database, below, new Date());
    expect(second).toMatchObject({
      history: [
        { role: "user", content: "ما عاصمة الأردن؟" },
        { role: "assistant", content: "عمّان" },
        { role: "user", content: "وسكانها؟" },
      ],
    });
    const branch = await start(member, {
      conversationId,
      parentId: first.assistantMessageId,
      content: "ومساحتها؟",
    });
    expect(branch.history.map((message) => message.content)).toEqual([
      "ما عاصمة الأردن؟",
      "عمّان",
      "ومساحتها؟",
    ]);
    const edited = await start(member, {
      conversationId,
      parentId: null,
      content: "ما عاصمة العراق؟",
    });
    expect(edited.history).toHaveLength(1);
    const again = await start(member, {
      conversationId,
      parentId: first.userMessageId,
      content: null,
    });
    expect(again.userMessageId).toBe(first.userMessageId);
    expect(again.history).toEqual([{ role: "user", content: "ما عاصمة الأردن؟" }]);
  });

  it("lets one of two sends below the same leaf through", async () => {
    const member = await createMember(suite.database, { extraTokens: 100_000 });
    const first = await start(member);
    await settleRun(suite.database, first.runId, settlementOf(member), new Date());
    const { parentId: _omitted, ...below } = requestOf(member, {
      conversationId: first.conversationId,
    });
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() =>
        startRun(suite.database, { ...below, runId: createId("run") }, new Date()),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const rejected = outcomes.find((outcome) => outcome.status === "rejected");
    expect(rejected?.reason).toMatchObject({ code: "conflict" });
  });

  it("does not find another member's conversation, in this workspace or in another", async () => {
    const member = await createMember(suite.database);
    const { conversationId } = await start(member);
    const colleague = await joinWorkspace(suite.database, member.workspaceId);
    const stranger = await createMember(suite.database);
    for (const other of [colleague, stranger]) {
      await expect(start(other, { conversationId })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("a run under way", () => {
  it("keeps the longest checkpoint: one that comes late shortens nothing", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    await checkpointRun(
      suite.database,
      run.runId,
      checkpointOf(member, 5, "النص الأطول"),
      new Date(),
    );
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 3, "النص"), new Date());
    expect(await messageOf(member, run.assistantMessageId)).toMatchObject({
      content: "النص الأطول",
    });
    const stored = await getStoredRun(suite.database, { ...member, runId: run.runId });
    expect(stored).toMatchObject({ state: "streaming", sequence: 5, receipt: null });
  });

  it("settles once: text, usage and charge agree, and a repetition answers the same", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
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
    expect(await tokensOf(member)).toEqual({ used: 42, held: 0 });
    expect(await messageOf(member, run.assistantMessageId)).toMatchObject({
      content: "عمّان",
      chargedTokens: 42,
    });
  });

  it("ignores a checkpoint that arrives after the settle", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    await settleRun(suite.database, run.runId, settlementOf(member), new Date());
    const late = await checkpointRun(
      suite.database,
      run.runId,
      checkpointOf(member, 99, "متأخر"),
      new Date(),
    );
    expect(late).toEqual({ state: "completed" });
    expect(await messageOf(member, run.assistantMessageId)).toMatchObject({ content: "عمّان" });
  });

  it("charges nothing for a failed answer and gives the hold back", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    const failed = settlementOf(member, {
      state: "failed",
      content: "",
      errorCode: "provider_error",
      chargedTokens: 0,
    });
    await settleRun(suite.database, run.runId, failed, new Date());
    expect(await tokensOf(member)).toEqual({ used: 0, held: 0 });
  });

  it("is not found by another member, nor under another workspace", async () => {
    const member = await createMember(suite.database);
    const { runId } = await start(member);
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
    const run = await start(member);
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 5, "نصف جواب"), new Date());
    const now = later();
    const reaped = await Promise.all(
      [1, 2, 3].map(() => reapRuns(suite.database, { limit: 100, now })),
    );
    expect(reaped.reduce((total, count) => total + count, 0)).toBeGreaterThanOrEqual(1);
    const message = await messageOf(member, run.assistantMessageId);
    expect(message).toMatchObject({
      state: "interrupted",
      content: "نصف جواب",
      chargedTokens: 35,
      estimated: true,
    });
    expect(await tokensOf(member)).toEqual({ used: 35, held: 0 });
  });

  it("costs nothing when no text had come", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 1, ""), new Date());
    await reapRuns(suite.database, { limit: 100, now: later() });
    expect(await messageOf(member, run.assistantMessageId)).toMatchObject({
      state: "interrupted",
      chargedTokens: 0,
    });
    expect(await tokensOf(member)).toEqual({ used: 0, held: 0 });
  });

  it("is left alone while its lease is renewed", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    const now = later();
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 2, "حي"), now);
    await reapRuns(suite.database, { limit: 100, now });
    expect(await messageOf(member, run.assistantMessageId)).toMatchObject({ state: "streaming" });
  });

  it("takes the true text and charge when its gateway settles after all", async () => {
    const member = await createMember(suite.database);
    const run = await start(member);
    await checkpointRun(suite.database, run.runId, checkpointOf(member, 5, "نصف"), new Date());
    await reapRuns(suite.database, { limit: 100, now: later() });
    const settled = await settleRun(suite.database, run.runId, settlementOf(member), later());
    expect(settled).toMatchObject({
      state: "completed",
      receipt: { chargedTokens: 42, estimated: false },
    });
    expect(await messageOf(member, run.assistantMessageId)).toMatchObject({
      state: "completed",
      content: "عمّان",
    });
    expect(await tokensOf(member)).toEqual({ used: 42, held: 0 });
  });
});
