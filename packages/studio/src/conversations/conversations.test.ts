import { createId } from "@pulse/contracts/ids";
import { type Identity } from "@pulse/contracts/internal/identity";
import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleRun } from "../runs/settle-run.ts";
import { contextOf } from "../testing/context-of.ts";
import { createMember, joinWorkspace } from "../testing/create-member.ts";
import { settlementOf, startOne, tokensOf } from "../testing/run-requests.ts";
import { createConversation } from "./create-conversation.ts";
import { deleteConversation } from "./delete-conversation.ts";
import { getConversation } from "./get-conversation.ts";
import { listConversations } from "./list-conversations.ts";
import { updateConversation } from "./update-conversation.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

const contextFor = (identity: Identity, now = new Date()) =>
  contextOf(suite.database, identity, now);

describe("a conversation", () => {
  it("shows its whole tree, parents first, with receipts", async () => {
    const member = await createMember(suite.database, { extraTokens: 100_000 });
    const run = await startOne(suite.database, member);
    const { conversationId } = run;
    await settleRun(suite.database, run.runId, settlementOf(member), new Date());
    await startOne(suite.database, member, {
      conversationId,
      parentId: run.userMessageId,
      content: null,
    });
    const detail = await getConversation(contextFor(member), conversationId);
    expect(detail.conversation).toMatchObject({ title: "ما عاصمة الأردن؟", isStreaming: true });
    expect(detail.messages.map(({ role, state }) => [role, state])).toEqual([
      ["user", "completed"],
      ["assistant", "completed"],
      ["assistant", "streaming"],
    ]);
    expect(detail.messages[1]).toMatchObject({ content: "عمّان", receipt: { chargedTokens: 42 } });
    expect(detail.messages[2]).toMatchObject({ receipt: null, parentId: run.userMessageId });
  });

  it("is renamed for good: the next question does not name it again", async () => {
    const member = await createMember(suite.database, { extraTokens: 100_000 });
    const { conversation } = await createConversation(contextFor(member), {});
    expect(conversation).toMatchObject({ title: "", isTitleAutomatic: true });
    await updateConversation(contextFor(member), conversation.id, { title: "رحلة" });
    await startOne(suite.database, member, { conversationId: conversation.id });
    const { conversation: after } = await getConversation(contextFor(member), conversation.id);
    expect(after).toMatchObject({ title: "رحلة", isTitleAutomatic: false });
  });

  it("moves to the newest leaf of a branch", async () => {
    const member = await createMember(suite.database, { extraTokens: 100_000 });
    const first = await startOne(suite.database, member);
    const { conversationId } = first;
    const second = await startOne(suite.database, member, {
      conversationId,
      parentId: null,
      content: "غيره",
    });
    const moved = await updateConversation(contextFor(member), conversationId, {
      activeLeafId: first.userMessageId,
    });
    expect(moved.conversation.activeLeafId).toBe(first.assistantMessageId);
    const back = await updateConversation(contextFor(member), conversationId, {
      activeLeafId: second.assistantMessageId,
    });
    expect(back.conversation.activeLeafId).toBe(second.assistantMessageId);
    await expect(
      updateConversation(contextFor(member), conversationId, { activeLeafId: createId("message") }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("is deleted with its messages, while the run under way is still settled and charged", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    await deleteConversation(contextFor(member), run.conversationId);
    await expect(getConversation(contextFor(member), run.conversationId)).rejects.toMatchObject({
      code: "not_found",
    });
    await settleRun(suite.database, run.runId, settlementOf(member), new Date());
    expect(await tokensOf(suite.database, member)).toEqual({ used: 42, held: 0 });
  });

  it("is not found by colleagues, owners included, nor by strangers, whatever they try", async () => {
    const member = await createMember(suite.database);
    const { conversation } = await createConversation(contextFor(member), { title: "سر" });
    const owner = await joinWorkspace(suite.database, member.workspaceId, "owner");
    const stranger = await createMember(suite.database);
    for (const other of [owner, stranger]) {
      const context = contextFor(other);
      const tries = [
        () => getConversation(context, conversation.id),
        () => updateConversation(context, conversation.id, { title: "لي" }),
        () => deleteConversation(context, conversation.id),
      ];
      for (const attempt of tries)
        await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
      expect(await listConversations(context, { limit: 100 })).toEqual({
        items: [],
        nextCursor: null,
      });
    }
  });
});

describe("the list", () => {
  it("pages through every conversation once, newest first", async () => {
    const member = await createMember(suite.database);
    for (let minute = 0; minute < 7; minute += 1) {
      // Pairs share an instant: the id decides between them.
      const now = new Date(Date.UTC(2026, 0, 1, 0, Math.floor(minute / 2)));
      await createConversation(contextFor(member, now), { title: `محادثة ${minute}` });
    }
    const seen: { id: string; updatedAt: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await listConversations(contextFor(member), { limit: 2, cursor });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen.map((item) => item.id)).size).toBe(7);
    expect(seen.map((item) => item.updatedAt)).toEqual(
      seen
        .map((item) => item.updatedAt)
        .toSorted()
        .toReversed(),
    );
  });

  it.each([
    ["أحمد", "احمد"],
    ["احمد", "أحمد"],
    ["مدرسة", "مدرسه"],
    ["على", "علي"],
    ["كتاب", "كـتاب"],
    ["مُحَمَّد", "محمد"],
    ["محمد", "مُحَمَّد"],
    ["غرفة ١٢٣", "123"],
    ["room 123", "١٢٣"],
    ["لا", "ﻻ"],
    ["ﻻعب", "لاعب"],
    ["Hello World", "world hello"],
    ["خصم 50%", "50%"],
    ["snake_case", "snake_case"],
  ])("finds %j by %j, in titles and in messages", async (written, sought) => {
    const member = await createMember(suite.database);
    const context = contextFor(member);
    const { conversation: byTitle } = await createConversation(context, { title: written });
    await createConversation(context, { title: "شيء مختلف تمامًا" });
    const run = await startOne(suite.database, member, { content: `مقدمة\n\n${written}` });
    const { items } = await listConversations(context, { limit: 10, search: sought });
    expect(new Set(items.map((item) => item.id))).toEqual(
      new Set([byTitle.id, run.conversationId]),
    );
  });

  it("takes wildcards for letters, and finds nothing for a single letter", async () => {
    const member = await createMember(suite.database);
    const context = contextFor(member);
    await createConversation(context, { title: "أ ب ج" });
    for (const search of ["%%", "__", "\\\\", "ب"]) {
      expect((await listConversations(context, { limit: 10, search })).items).toEqual([]);
    }
  });

  it("says which conversations have an answer under way", async () => {
    const member = await createMember(suite.database);
    const run = await startOne(suite.database, member);
    const { items } = await listConversations(contextFor(member), { limit: 10 });
    expect(items).toMatchObject([{ id: run.conversationId, isStreaming: true }]);
    const count = await withWorkspace(suite.database, member.workspaceId, (transaction) =>
      transaction.conversation.count(),
    );
    expect(count).toBe(1);
  });
});
