import { type Conversation } from "@pulse/contracts/studio/conversations";
import { type Transaction } from "@pulse/db/with-workspace";

/** A conversation's columns that its owner sees. */
export interface ConversationRow {
  id: string;
  title: string;
  isTitleAutomatic: boolean;
  model: string | null;
  activeLeafId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape on the wire; `isStreaming` says whether one of its runs is under way. */
export function presentConversation(row: ConversationRow, isStreaming: boolean): Conversation {
  const { id, title, isTitleAutomatic, model, activeLeafId } = row;
  return {
    id,
    title,
    isTitleAutomatic,
    model,
    activeLeafId,
    isStreaming,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Which of these conversations have a run under way. */
export async function findStreaming(
  transaction: Transaction,
  workspaceId: string,
  conversationIds: string[],
): Promise<Set<string>> {
  const runs = await transaction.run.findMany({
    where: { workspaceId, conversationId: { in: conversationIds }, state: "streaming" },
    select: { conversationId: true },
  });
  return new Set(runs.flatMap(({ conversationId }) => conversationId ?? []));
}
