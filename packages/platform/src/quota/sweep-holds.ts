import { globalClient, type Database } from "@pulse/db/client";
import { type Transaction, withWorkspace } from "@pulse/db/with-workspace";
import { findExpiredHolds, sweepExpired } from "./queries.ts";

/**
 * Resolves holds whose owner died, everywhere: their last checkpoint is charged, the rest is given back.
 * Looks at `limit` holds at most and returns how many it resolved; safe in several processes at once.
 */
export async function sweepHolds(database: Database, limit: number, now: Date): Promise<number> {
  const expired = await findExpiredHolds(globalClient(database), limit, now);
  const workspaceIds = new Set(expired.map(({ workspaceId }) => workspaceId));
  let swept = 0;
  for (const workspaceId of workspaceIds) {
    swept += await withWorkspace(database, workspaceId, (transaction) =>
      sweepWorkspaceHolds(transaction, workspaceId, now),
    );
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
