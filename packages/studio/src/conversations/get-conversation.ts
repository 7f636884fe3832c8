import { type ConversationDetail, type Message } from "@pulse/contracts/studio/conversations";
import { withWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { type Context } from "@pulse/platform/context";
import { requireRole } from "@pulse/platform/members/require-role";
import { getOwnConversation } from "./own-conversation.ts";
import { presentConversation } from "./present-conversation.ts";

/** A conversation of the caller's with its whole tree, parents before children. Throws `not_found`. */
export async function getConversation(context: Context, id: string): Promise<ConversationDetail> {
  requireRole(context, "viewer");
  const { workspaceId } = context.identity;
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    const conversation = await getOwnConversation(transaction, context.identity, id);
    const messages = await listMessages(transaction, workspaceId, id);
    const isStreaming = messages.some((message) => message.state === "streaming");
    return {
      conversation: presentConversation(conversation, isStreaming),
      messages,
      activeLeafId: conversation.activeLeafId,
    };
  });
}

async function listMessages(
  transaction: Transaction,
  workspaceId: string,
  conversationId: string,
): Promise<Message[]> {
  const rows = await transaction.message.findMany({
    where: { workspaceId, conversationId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parentId,
    role: row.role,
    content: row.content,
    reasoning: row.reasoning,
    state: row.state,
    model: row.model,
    runId: row.runId,
    receipt:
      row.chargedTokens === null
        ? null
        : {
            inputTokens: row.inputTokens ?? 0,
            cachedInputTokens: row.cachedInputTokens ?? 0,
            outputTokens: row.outputTokens ?? 0,
            reasoningTokens: row.reasoningTokens ?? 0,
            chargedTokens: row.chargedTokens,
            estimated: row.estimated ?? false,
          },
    finishReason: row.finishReason,
    errorCode: row.errorCode,
    createdAt: row.createdAt.toISOString(),
  }));
}
