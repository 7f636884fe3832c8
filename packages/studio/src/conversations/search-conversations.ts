import { type Transaction } from "@pulse/db/with-workspace";

/** Newest matches considered; a search that finds more asks for another word. */
const matchesMax = 1_000;
/** A single letter stands in nearly every text. */
const lettersMin = 2;

/**
 * Ids of the member's conversations whose title or one of whose messages contains every word of `search`. Both
 * sides pass `ar_norm`, so that hamza, vowel marks, tatweel and digits' forms make no difference. The member's own
 * rows are found by index first; the texts are matched after that.
 */
export async function searchConversations(
  transaction: Transaction,
  query: { workspaceId: string; userId: string; search: string },
): Promise<string[]> {
  const { workspaceId, userId, search } = query;
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    WITH words AS (
      SELECT word FROM unnest(string_to_array(ar_norm(${search}), ' ')) AS word WHERE word <> ''
    )
    SELECT c.id FROM conversations c
    WHERE c.workspace_id = ${workspaceId} AND c.created_by = ${userId}
      AND (SELECT max(length(word)) FROM words) >= ${lettersMin}
      AND NOT EXISTS (
        SELECT FROM words
        WHERE strpos(c.title_search, word) = 0
          AND NOT EXISTS (
            SELECT FROM messages m
            WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id
              AND strpos(m.content_search, word) > 0))
    ORDER BY c.updated_at DESC, c.id DESC LIMIT ${matchesMax}`;
  return rows.map(({ id }) => id);
}
