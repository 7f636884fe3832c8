import { trialAllowance } from "@pulse/contracts/billing/plans";
import { type Transaction } from "@pulse/db/with-workspace";
import { grantQuota } from "./grant-quota.ts";

/** Gives a new workspace its trial, once in its life. Returns whether it was given now. */
export function grantTrial(
  transaction: Transaction,
  workspaceId: string,
  now: Date,
): Promise<boolean> {
  return grantQuota(
    transaction,
    {
      workspaceId,
      source: "trial",
      reference: "trial",
      allowance: trialAllowance,
      startsAt: now,
      expiresAt: null,
    },
    now,
  );
}
