import { type RunStartedEvent, type StartChatRun } from "@pulse/contracts/gateway/runs";
import {
  type Conversation,
  type ConversationDetail,
  type Message,
} from "@pulse/contracts/studio/conversations";
import { type QueryClient } from "@tanstack/react-query";
import { blankMessage } from "../chat/blank-message.ts";
import { withMessages } from "../chat/message-tree.ts";
import { conversationKeys } from "../queries.ts";
import { type RunSnapshot } from "./run-session.ts";

/** Puts a new turn into the cached conversation as the server has just made it. */
export function cacheStartedTurn(
  client: QueryClient,
  started: RunStartedEvent,
  request: StartChatRun,
  parentId: string | null,
  now: Date,
): void {
  const key = conversationKeys.detail(started.conversationId);
  const createdAt = now.toISOString();
  const answer = blankMessage(
    started.assistantMessageId,
    started.userMessageId,
    "assistant",
    createdAt,
  );
  const question = blankMessage(started.userMessageId, parentId, "user", createdAt);
  client.setQueryData<ConversationDetail>(key, (old) => ({
    conversation: {
      ...(old?.conversation ?? newConversation(started.conversationId, now)),
      isStreaming: true,
      model: started.model,
    },
    messages: withMessages(old?.messages ?? [], [
      ...(request.content === undefined
        ? []
        : [{ ...question, content: request.content, state: "completed" as const }]),
      { ...answer, model: started.model, runId: started.runId },
    ]),
    activeLeafId: answer.id,
  }));
  void client.invalidateQueries({ queryKey: conversationKeys.lists });
}

/** Puts the end of a run into the cached conversation, then asks the server for its own record of it. */
export function cacheFinishedRun(client: QueryClient, snapshot: RunSnapshot): void {
  const { started, done } = snapshot;
  if (started === null || done === null) return;
  const key = conversationKeys.detail(started.conversationId);
  client.setQueryData<ConversationDetail>(key, (old) => {
    const message = old?.messages.find(({ id }) => id === started.assistantMessageId);
    if (old === undefined || message === undefined) return old;
    return {
      ...old,
      conversation: { ...old.conversation, isStreaming: false },
      messages: withMessages(old.messages, [finishedMessage(message, snapshot)]),
    };
  });
  void client.invalidateQueries({ queryKey: key });
  void client.invalidateQueries({ queryKey: conversationKeys.lists });
  void client.invalidateQueries({ queryKey: ["usage"] });
}

/** A streaming message as the run's log has it; a message that the server calls finished stays as it is. */
export function finishedMessage(message: Message, snapshot: RunSnapshot | null): Message {
  if (message.state !== "streaming" || snapshot === null) return message;
  const isAhead = snapshot.done !== null || snapshot.text.length >= message.content.length;
  return {
    ...message,
    content: isAhead ? snapshot.text : message.content,
    reasoning: isAhead ? snapshot.reasoning : message.reasoning,
    state: snapshot.done?.state ?? "streaming",
    receipt: snapshot.receipt ?? message.receipt,
    finishReason: snapshot.done?.finishReason ?? null,
    errorCode: snapshot.done?.error?.code ?? null,
  };
}

function newConversation(id: string, now: Date): Conversation {
  return {
    id,
    title: "",
    isTitleAutomatic: true,
    model: null,
    activeLeafId: null,
    isStreaming: true,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  };
}
