import { units, type Allowance } from "@pulse/contracts/billing/plans";
import { type Transaction } from "@pulse/db/with-workspace";
import { type GrantSource, insertGrant } from "./queries.ts";

export interface NewGrant {
  workspaceId: string;
  source: GrantSource;
  /** What it is for (a period, an invoice line); the same reference grants nothing the second time. */
  reference: string;
  allowance: Allowance;
  startsAt: Date;
  /** Null = never. */
  expiresAt: Date | null;
}

/** Issues an allowance, one grant for each unit that has any. Returns whether anything was issued now. */
export async function grantQuota(
  transaction: Transaction,
  grant: NewGrant,
  now: Date,
): Promise<boolean> {
  let issued = false;
  for (const unit of units) {
    const amount = grant.allowance[unit];
    if (amount > 0 && (await insertGrant(transaction, { ...grant, unit, amount }, now)))
      issued = true;
  }
  return issued;
}
