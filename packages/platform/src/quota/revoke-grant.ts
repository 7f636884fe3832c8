import { AppError } from "@pulse/contracts/errors";
import { type Transaction } from "@pulse/db/with-workspace";
import { revokeFreeUnits } from "./queries.ts";

/**
 * Takes back what is free of a grant, as a refund does; what is held now is revoked when its hold gives it
 * back, and what was used stays used. Returns the units taken back. Throws `not_found`.
 */
export async function revokeGrant(
  transaction: Transaction,
  grant: { workspaceId: string; grantId: string },
  now: Date,
): Promise<number> {
  const revoked = await revokeFreeUnits(transaction, { ...grant, ends: false }, now);
  if (revoked === null) throw new AppError("not_found", { internal: `grant ${grant.grantId}` });
  return revoked;
}
