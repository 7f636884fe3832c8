import { type QuotaResult, type SettleOperation } from "@pulse/contracts/internal/quota";
import { type Transaction } from "@pulse/db/with-workspace";
import { applyOperation } from "./queries.ts";

/**
 * Charges `amount` units off the hold and gives the rest back, once: a second settle answers with the first
 * result. What exceeds the hold is booked as an overrun, our loss. After the sweeper has resolved the hold the
 * settle is late: the true charge replaces the sweeper's, as far as today's free balance goes.
 */
export function settleHold(
  transaction: Transaction,
  operation: SettleOperation,
  now: Date,
): Promise<QuotaResult> {
  return applyOperation(transaction, operation, now);
}
