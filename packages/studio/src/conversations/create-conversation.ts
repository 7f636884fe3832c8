import { createId } from "@pulse/contracts/ids";
import { type Conversation } from "@pulse/contracts/studio/conversations";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type Context } from "@pulse/platform/context";
import { requireRole } from "@pulse/platform/members/require-role";
import { presentConversation } from "./present-conversation.ts";

/** Starts an empty conversation of the caller's. Without a title, its first message will give it one. */
export async function createConversation(
  context: Context,
  input: { title?: string | undefined },
): Promise<{ conversation: Conversation }> {
  requireRole(context, "viewer");
  const { workspaceId, userId } = context.identity;
  const row = await withWorkspace(context.database, workspaceId, (transaction) =>
    transaction.conversation.create({
      data: {
        workspaceId,
        id: createId("conversation", context.now.getTime()),
        createdBy: userId,
        title: input.title ?? "",
        isTitleAutomatic: input.title === undefined,
        createdAt: context.now,
        updatedAt: context.now,
      },
    }),
  );
  return { conversation: presentConversation(row, false) };
}
