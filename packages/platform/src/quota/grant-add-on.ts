import { addOnMonths, addOns, type AddOnId } from "@pulse/contracts/billing/plans";
import { AppError } from "@pulse/contracts/errors";
import { type Transaction } from "@pulse/db/with-workspace";
import { grantQuota } from "./grant-quota.ts";
import { addMonths } from "./subscription-period.ts";

/** Grants what an add-on holds for its lifetime. `reference` is the purchase: it grants once. */
export function grantAddOn(
  transaction: Transaction,
  purchase: { workspaceId: string; addOnId: AddOnId; reference: string },
  now: Date,
): Promise<boolean> {
  const addOn = addOns.find(({ id }) => id === purchase.addOnId);
  if (addOn === undefined)
    throw new AppError("not_found", { internal: `add-on ${purchase.addOnId}` });
  const { workspaceId, reference } = purchase;
  return grantQuota(
    transaction,
    {
      workspaceId,
      source: "addOn",
      reference: `addOn:${reference}`,
      allowance: addOn.grant,
      startsAt: now,
      expiresAt: addMonths(now, addOnMonths),
    },
    now,
  );
}
