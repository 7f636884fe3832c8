import { type ExtendOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { type Transaction } from "@pulse/db/with-workspace";
import { applyOperation } from "./queries.ts";

/**
 * Renews a hold's lease and records what the sweeper should charge if its owner dies; neither ever goes back.
 * A hold that is resolved already answers `settled`.
 */
export function extendHold(
  transaction: Transaction,
  operation: ExtendOperation,
  now: Date,
): Promise<QuotaResult> {
  return applyOperation(transaction, operation, now);
}
