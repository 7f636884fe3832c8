import { createId } from "@pulse/contracts/ids";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMember, joinWorkspace } from "../testing/create-member.ts";
import { messageOf, requestOf, settlementOf, startOne, tokensOf } from "../testing/run-requests.ts";
import { settleRun } from "./settle-run.ts";
import { startRun } from "./start-run.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

describe("starting a run", () => {
  it("makes the conversation, the question and a streaming answer, and holds what it may cost", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    expect(run.history).toEqual([{ role: "user", content: "ما عاصمة الأردن؟" }]);
    expect(run.outputTokensMax).toBe(run.heldTokens - run.inputTokensEstimated);
    expect(await tokensOf(suite.database, member)).toEqual({ used: 0, held: run.heldTokens });
    const answer = await messageOf(suite.database, member, run.assistantMessageId);
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
    const { held } = await tokensOf(suite.database, member);
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
    await startOne(suite.database, member, { idempotencyKey: "key-1" });
    await expect(
      startOne(suite.database, member, { idempotencyKey: "key-1", content: "غيره" }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("gives the gateway that repeats its own call the same answer, without a second hold", async () => {
    const member = await createMember(suite.database);
    const request = requestOf(member);
    const first = await startRun(suite.database, request, new Date());
    const second = await startRun(suite.database, request, new Date());
    expect(second).toEqual(first);
    const { held } = await tokensOf(suite.database, member);
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
    const first = await startOne(suite.database, member);
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
    const branch = await startOne(suite.database, member, {
      conversationId,
      parentId: first.assistantMessageId,
      content: "ومساحتها؟",
    });
    expect(branch.history.map((message) => message.content)).toEqual([
      "ما عاصمة الأردن؟",
      "عمّان",
      "ومساحتها؟",
    ]);
    const edited = await startOne(suite.database, member, {
      conversationId,
      parentId: null,
      content: "ما عاصمة العراق؟",
    });
    expect(edited.history).toHaveLength(1);
    const again = await startOne(suite.database, member, {
      conversationId,
      parentId: first.userMessageId,
      content: null,
    });
    expect(again.userMessageId).toBe(first.userMessageId);
    expect(again.history).toEqual([{ role: "user", content: "ما عاصمة الأردن؟" }]);
  });

  it("lets one of two sends below the same leaf through", async () => {
    const member = await createMember(suite.database, { extraTokens: 100_000 });
    const first = await startOne(suite.database, member);
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
    const { conversationId } = await startOne(suite.database, member);
    const colleague = await joinWorkspace(suite.database, member.workspaceId);
    const stranger = await createMember(suite.database);
    for (const other of [colleague, stranger]) {
      await expect(startOne(suite.database, other, { conversationId })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});
