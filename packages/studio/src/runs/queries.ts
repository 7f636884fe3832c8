import { type Transaction } from "@pulse/db/with-workspace";

/** Everything below is for transactions inside the workspace it names. */

/** Waits until no other start of the same request is under way; held to the end of the transaction. */
export async function lockRequest(
  transaction: Transaction,
  workspaceId: string,
  key: string,
): Promise<void> {
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`${workspaceId} ${key}`}, 4811))`;
}

/** Locks a member's conversation; null when it is not theirs. Starts of one conversation pass one at a time. */
export async function lockConversation(
  transaction: Transaction,
  key: { workspaceId: string; conversationId: string; userId: string },
): Promise<{ id: string; title: string; activeLeafId: string | null } | null> {
  const rows = await transaction.$queryRaw<
    { id: string; title: string; active_leaf_id: string | null }[]
  >`SELECT id, title, active_leaf_id FROM conversations
    WHERE workspace_id = ${key.workspaceId} AND id = ${key.conversationId} AND created_by = ${key.userId}
    FOR UPDATE`;
  const row = rows[0];
  return row === undefined
    ? null
    : { id: row.id, title: row.title, activeLeafId: row.active_leaf_id };
}

/** Locks a run against other checkpoints, settles and the reaper. */
export async function lockRun(
  transaction: Transaction,
  workspaceId: string,
  runId: string,
): Promise<boolean> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM runs WHERE workspace_id = ${workspaceId} AND id = ${runId} FOR UPDATE`;
  return rows.length === 1;
}

/** A conversation's tree without its texts, oldest first. */
export function listNodes(transaction: Transaction, workspaceId: string, conversationId: string) {
  return transaction.message.findMany({
    where: { workspaceId, conversationId },
    select: { id: true, parentId: true, role: true, state: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** The texts of messages, by id. */
export async function readTexts(
  transaction: Transaction,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, string>> {
  const messages = await transaction.message.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, content: true },
  });
  return new Map(messages.map(({ id, content }) => [id, content]));
}
