import { type QuotaResult, type ReserveOperation } from "@pulse/contracts/internal/quota";
import { type Transaction } from "@pulse/db/with-workspace";
import { applyOperation } from "./queries.ts";

/**
 * Holds `min(free, maximum)` units for one call, or refuses when less than `minimum` is free; no number of
 * calls at once holds more than there is. The same hold id with the same fingerprint gets the same answer,
 * with another fingerprint a conflict. The caller's transaction must be in the operation's workspace and
 * from here on keeps other quota operations of the workspace waiting.
 */
export function reserveQuota(
  transaction: Transaction,
  operation: ReserveOperation,
  now: Date,
): Promise<QuotaResult> {
  return applyOperation(transaction, operation, now);
}
