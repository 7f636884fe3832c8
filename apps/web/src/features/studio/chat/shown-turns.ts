import { type ConversationDetail, type Message } from "@pulse/contracts/studio/conversations";
import { type PendingTurn } from "../runs/pending-turns.ts";
import { branchTo, type Turn } from "./message-tree.ts";

const nothing: Turn[] = [];

/** The branch on the screen: the server's, with a turn that is on its way at its place. */
export function shownTurns(
  detail: ConversationDetail | undefined,
  pending: PendingTurn | null,
  now: Date,
): Turn[] {
  const turns = detail === undefined ? nothing : branchTo(detail.messages, detail.activeLeafId);
  if (pending === null || pending.startedConversationId !== null) return turns;
  const parent = turns.findIndex(({ message }) => message.id === pending.parentId);
  const { content, model } = pending.request;
  const createdAt = now.toISOString();
  const answer = { ...draftMessage("pending-answer", "assistant", createdAt), model };
  return [
    ...turns.slice(0, parent + 1),
    ...(content === undefined
      ? []
      : [
          alone({
            ...draftMessage("pending-question", "user", createdAt),
            content,
            state: "completed",
          }),
        ]),
    alone(answer),
  ];
}

function alone(message: Message): Turn {
  return { message, siblingIds: [message.id] };
}

function draftMessage(id: string, role: Message["role"], createdAt: string): Message {
  return {
    id,
    parentId: null,
    role,
    content: "",
    reasoning: "",
    state: "streaming",
    model: null,
    runId: null,
    receipt: null,
    finishReason: null,
    errorCode: null,
    createdAt,
  };
}
