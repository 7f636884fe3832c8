import { type Conversation } from "@pulse/contracts/studio/conversations";
import { withWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { type Context } from "@pulse/platform/context";
import { afterCursor, pageFrom, type Page } from "@pulse/platform/lists/keyset-page";
import { requireRole } from "@pulse/platform/members/require-role";
import { findStreaming, presentConversation } from "./present-conversation.ts";
import { searchConversations } from "./search-conversations.ts";

/**
 * The caller's conversations, newest activity first. `search` keeps those whose title or messages contain every
 * word of it, Arabic normalised; shorter than two letters it finds nothing. Throws `invalid_request` for a bad cursor.
 */
export async function listConversations(
  context: Context,
  query: { limit: number; cursor?: string | undefined; search?: string | undefined },
): Promise<Page<Conversation>> {
  requireRole(context, "viewer");
  const { workspaceId } = context.identity;
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    const rows = await findRows(transaction, context, query);
    const streaming = await findStreaming(
      transaction,
      workspaceId,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) => presentConversation(row, streaming.has(row.id)));
    return pageFrom(items, query.limit, (item) => item.updatedAt);
  });
}

async function findRows(
  transaction: Transaction,
  context: Context,
  query: { limit: number; cursor?: string | undefined; search?: string | undefined },
) {
  const { workspaceId, userId } = context.identity;
  const found =
    query.search === undefined || query.search === ""
      ? undefined
      : await searchConversations(transaction, { workspaceId, userId, search: query.search });
  return transaction.conversation.findMany({
    where: {
      workspaceId,
      createdBy: userId,
      ...(found !== undefined && { id: { in: found } }),
      ...afterCursor(query.cursor, "updatedAt"),
    },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
}
