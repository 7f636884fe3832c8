import { AppError } from "@pulse/contracts/errors";
import { type Conversation } from "@pulse/contracts/studio/conversations";
import { withWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { type Context } from "@pulse/platform/context";
import { requireRole } from "@pulse/platform/members/require-role";
import { newestLeafBelow } from "../messages/message-tree.ts";
import { getOwnConversation } from "./own-conversation.ts";
import { findStreaming, presentConversation } from "./present-conversation.ts";

/**
 * Renames a conversation of the caller's, or makes another branch the active one: the branch through
 * `activeLeafId`, followed to its newest leaf. Neither moves the conversation in the list. Throws `not_found`.
 */
export async function updateConversation(
  context: Context,
  id: string,
  changes: { title?: string | undefined; activeLeafId?: string | undefined },
): Promise<{ conversation: Conversation }> {
  requireRole(context, "viewer");
  const { workspaceId } = context.identity;
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    const { updatedAt } = await getOwnConversation(transaction, context.identity, id);
    const row = await transaction.conversation.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: {
        updatedAt,
        ...(changes.title !== undefined && { title: changes.title, isTitleAutomatic: false }),
        ...(changes.activeLeafId !== undefined && {
          activeLeafId: await findLeaf(transaction, {
            workspaceId,
            conversationId: id,
            messageId: changes.activeLeafId,
          }),
        }),
      },
    });
    const streaming = await findStreaming(transaction, workspaceId, [id]);
    return { conversation: presentConversation(row, streaming.has(id)) };
  });
}

async function findLeaf(
  transaction: Transaction,
  key: { workspaceId: string; conversationId: string; messageId: string },
): Promise<string> {
  const { workspaceId, conversationId, messageId } = key;
  const nodes = await transaction.message.findMany({
    where: { workspaceId, conversationId },
    select: { id: true, parentId: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const leaf = newestLeafBelow(nodes, messageId);
  if (leaf === null) {
    throw new AppError("not_found", { internal: `message ${messageId} in ${conversationId}` });
  }
  return leaf.id;
}
