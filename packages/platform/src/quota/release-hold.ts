import { type QuotaResult } from "@pulse/contracts/internal/quota";
import { type Transaction } from "@pulse/db/with-workspace";
import { applyOperation } from "./queries.ts";

/** Gives a whole hold back: settles it with nothing. Of a settle and a release, the first to come counts. */
export function releaseHold(
  transaction: Transaction,
  hold: { workspaceId: string; holdId: string },
  now: Date,
): Promise<QuotaResult> {
  return applyOperation(transaction, { type: "settle", ...hold, amount: 0, estimated: false }, now);
}
