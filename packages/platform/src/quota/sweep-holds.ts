import { globalClient, type Database } from "@pulse/db/client";
import { type Transaction } from "@pulse/db/with-workspace";
import { findExpiredHolds, sweepExpired, sweepExpiredOf } from "./queries.ts";

/** Few enough that calls of these workspaces do not wait long for the sweeper. */
const workspacesPerCommit = 50;

/**
 * Resolves holds whose owner died, everywhere: their last checkpoint is charged, the rest is given back.
 * Looks at `limit` holds at most and returns how many it resolved; safe in several processes at once.
 */
export async function sweepHolds(database: Database, limit: number, now: Date): Promise<number> {
  const client = globalClient(database);
  const expired = await findExpiredHolds(client, limit, now);
  const workspaceIds = [...new Set(expired.map(({ workspaceId }) => workspaceId))];
  let swept = 0;
  for (let start = 0; start < workspaceIds.length; start += workspacesPerCommit) {
    const some = workspaceIds.slice(start, start + workspacesPerCommit);
    swept += await sweepExpiredOf(client, some, now);
  }
  return swept;
}

/** The same for one workspace, inside the caller's transaction. */
export function sweepWorkspaceHolds(
  transaction: Transaction,
  workspaceId: string,
  now: Date,
): Promise<number> {
  return sweepExpired(transaction, workspaceId, now);
}
