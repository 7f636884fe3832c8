import { withWorkspace } from "@pulse/db/with-workspace";
import { type Context } from "@pulse/platform/context";
import { requireRole } from "@pulse/platform/members/require-role";
import { getOwnConversation } from "./own-conversation.ts";

/**
 * Deletes a conversation of the caller's with its messages. What its runs cost stays in the ledger, and a run under
 * way is still settled. Throws `not_found`.
 */
export async function deleteConversation(context: Context, id: string): Promise<{ ok: true }> {
  requireRole(context, "viewer");
  const { workspaceId } = context.identity;
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    await getOwnConversation(transaction, context.identity, id);
    await transaction.conversation.delete({ where: { workspaceId_id: { workspaceId, id } } });
    return { ok: true };
  });
}
