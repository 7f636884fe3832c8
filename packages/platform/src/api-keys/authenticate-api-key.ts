import { type Identity } from "@pulse/contracts/internal/identity";
import { globalClient, type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";

/** Use is written down at most this often. */
const usedEveryMs = 60_000;

interface KeyRow {
  workspaceId: string;
  apiKeyId: string;
  userId: string;
  role: Identity["role"];
}

/**
 * Whose key has this SHA-256 (hex): it acts as its maker, with the role that they have now, in its own
 * workspace only. Null when unknown, revoked, or its maker left.
 */
export async function authenticateApiKey(
  database: Database,
  keyHash: string,
  now: Date,
): Promise<Identity | null> {
  const [found] = await globalClient(database).$queryRaw<KeyRow[]>`
    SELECT workspace_id AS "workspaceId", api_key_id AS "apiKeyId", user_id AS "userId", role::text AS role
    FROM find_api_key(${keyHash})`;
  if (found === undefined) return null;
  await noteUse(database, found, now);
  return { ...found, sessionId: null };
}

async function noteUse(database: Database, key: KeyRow, now: Date): Promise<void> {
  const { workspaceId, apiKeyId: id } = key;
  const staleBefore = new Date(now.getTime() - usedEveryMs);
  await withWorkspace(database, workspaceId, (transaction) =>
    transaction.apiKey.updateMany({
      where: {
        workspaceId,
        id,
        OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: staleBefore } }],
      },
      data: { lastUsedAt: now },
    }),
  );
}
