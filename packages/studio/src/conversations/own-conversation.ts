import { AppError } from "@pulse/contracts/errors";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type Transaction } from "@pulse/db/with-workspace";

/**
 * A conversation of the member's own. Chats are private: another member's is `not_found`, also for the owner of
 * the workspace.
 */
export async function getOwnConversation(
  transaction: Transaction,
  identity: Pick<Identity, "workspaceId" | "userId">,
  id: string,
) {
  const { workspaceId, userId } = identity;
  const conversation = await transaction.conversation.findFirst({
    where: { workspaceId, id, createdBy: userId },
  });
  if (conversation !== null) return conversation;
  throw new AppError("not_found", { internal: `conversation ${id} of ${userId}` });
}
