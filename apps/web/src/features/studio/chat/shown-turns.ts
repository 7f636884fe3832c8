import { type ConversationDetail, type Message } from "@pulse/contracts/studio/conversations";
import { type PendingTurn } from "../runs/pending-turns.ts";
import { blankMessage } from "./blank-message.ts";
import { branchTo, type Turn } from "./message-tree.ts";

const nothing: Turn[] = [];

/** The branch on the screen: the server's, with a turn that is on its way at its place. */
export function shownTurns(
  detail: ConversationDetail | undefined,
  pending: PendingTurn | null,
): Turn[] {
  const turns = detail === undefined ? nothing : branchTo(detail.messages, detail.activeLeafId);
  if (pending === null || pending.startedConversationId !== null) return turns;
  const parent = turns.findIndex(({ message }) => message.id === pending.parentId);
  const { content, model } = pending.request;
  const answer = { ...blankMessage("pending-answer", pending.parentId, "assistant", ""), model };
  return [
    ...turns.slice(0, parent + 1),
    ...(content === undefined
      ? []
      : [
          alone({
            ...blankMessage("pending-question", pending.parentId, "user", ""),
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
