import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { globalClient, type Database } from "@pulse/db/client";
import { isDatabaseUnavailable, isRetryable } from "@pulse/db/database-errors";
import { applyOperations } from "./queries.ts";

const attemptsMax = 3;

/**
 * Answers many quota operations with one call and one commit, in the order asked. Every operation is
 * idempotent by its hold id, so a caller that heard nothing sends the same batch again. When the database
 * refuses a batch, its operations run one by one, so that one bad operation spoils no other.
 * Throws what the database throws for a single operation, or when it cannot be reached.
 */
export async function applyBatch(
  database: Database,
  operations: readonly QuotaOperation[],
  now: Date = new Date(),
): Promise<PromiseSettledResult<QuotaResult>[]> {
  const client = globalClient(database);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const results = await applyOperations(client, operations, now);
      return results.map((value) => ({ status: "fulfilled", value }));
    } catch (error) {
      if (isRetryable(error) && attempt < attemptsMax) continue;
      if (isDatabaseUnavailable(error)) throw error;
      if (operations.length === 1) return [{ status: "rejected", reason: error }];
      return applyEach(database, operations, now);
    }
  }
}

async function applyEach(
  database: Database,
  operations: readonly QuotaOperation[],
  now: Date,
): Promise<PromiseSettledResult<QuotaResult>[]> {
  const results: PromiseSettledResult<QuotaResult>[] = [];
  for (const operation of operations)
    results.push(...(await applyBatch(database, [operation], now)));
  return results;
}
