import { type Unit } from "@pulse/contracts/billing/plans";
import {
  type QuotaOperation,
  type QuotaResult,
  quotaResultSchema,
} from "@pulse/contracts/internal/quota";
import { type GlobalClient } from "@pulse/db/client";
import { type Transaction } from "@pulse/db/with-workspace";

export type GrantSource = "plan" | "trial" | "addOn" | "adjustment";

/** Runs one operation inside the caller's transaction, which must be in the operation's workspace. */
export async function applyOperation(
  transaction: Transaction,
  operation: QuotaOperation,
  now: Date,
): Promise<QuotaResult> {
  const rows = await transaction.$queryRaw<{ result: unknown }[]>`
    SELECT quota_apply(${JSON.stringify(operation)}::jsonb, ${now}::timestamptz) AS result`;
  return quotaResultSchema.parse(rows[0]?.result);
}

/** Runs operations of any workspaces in one call and one commit; results come in the order asked. */
export async function applyOperations(
  client: GlobalClient,
  operations: readonly QuotaOperation[],
  now: Date,
): Promise<QuotaResult[]> {
  const rows = await client.$queryRaw<{ results: unknown }[]>`
    SELECT quota_batch(${JSON.stringify(operations)}::jsonb, ${now}::timestamptz) AS results`;
  return quotaResultSchema.array().parse(rows[0]?.results);
}

/** Takes the workspace's quota lock until the transaction ends. */
export async function lockQuota(transaction: Transaction, workspaceId: string): Promise<void> {
  await transaction.$executeRaw`SELECT quota_lock(ARRAY[${workspaceId}])`;
}

export async function insertGrant(
  transaction: Transaction,
  grant: {
    workspaceId: string;
    unit: Unit;
    source: GrantSource;
    reference: string;
    amount: number;
    startsAt: Date;
    expiresAt: Date | null;
  },
  now: Date,
): Promise<boolean> {
  const rows = await transaction.$queryRaw<{ issued: boolean }[]>`
    SELECT quota_grant(
      ${grant.workspaceId}, ${grant.unit}::quota_unit, ${grant.source}::grant_source, ${grant.reference},
      ${grant.amount}::bigint, ${grant.startsAt}::timestamptz, ${grant.expiresAt}::timestamptz,
      ${now}::timestamptz) AS issued`;
  return rows[0]?.issued ?? false;
}

/** Null = there is no such grant. */
export async function revokeFreeUnits(
  transaction: Transaction,
  grant: { workspaceId: string; grantId: string; ends: boolean },
  now: Date,
): Promise<number | null> {
  const rows = await transaction.$queryRaw<{ revoked: bigint | null }[]>`
    SELECT quota_revoke(${grant.workspaceId}, ${grant.grantId}, ${grant.ends}, ${now}::timestamptz) AS revoked`;
  const revoked = rows[0]?.revoked ?? null;
  return revoked === null ? null : Number(revoked);
}

export async function expireGrants(
  transaction: Transaction,
  workspaceId: string,
  now: Date,
): Promise<void> {
  await transaction.$executeRaw`SELECT quota_expire_grants(${workspaceId}, ${now}::timestamptz)`;
}

export async function sweepExpired(
  transaction: Transaction,
  workspaceId: string,
  now: Date,
): Promise<number> {
  await lockQuota(transaction, workspaceId);
  const rows = await transaction.$queryRaw<{ swept: number }[]>`
    SELECT quota_sweep(${workspaceId}, ${now}::timestamptz) AS swept`;
  return rows[0]?.swept ?? 0;
}

/** Sweeps several workspaces in one call and one commit. */
export async function sweepExpiredOf(
  client: GlobalClient,
  workspaceIds: string[],
  now: Date,
): Promise<number> {
  const rows = await client.$queryRaw<{ swept: number }[]>`
    SELECT quota_sweep_all(${workspaceIds}::text[], ${now}::timestamptz) AS swept`;
  return rows[0]?.swept ?? 0;
}

interface RowReference {
  workspaceId: string;
  id: string;
}

export function findExpiredHolds(
  client: GlobalClient,
  limit: number,
  now: Date,
): Promise<RowReference[]> {
  return client.$queryRaw<RowReference[]>`
    SELECT workspace_id AS "workspaceId", id FROM expired_holds(${limit}::integer, ${now}::timestamptz)`;
}

export function findDueSubscriptions(
  client: GlobalClient,
  limit: number,
  now: Date,
): Promise<RowReference[]> {
  return client.$queryRaw<RowReference[]>`
    SELECT workspace_id AS "workspaceId", id FROM due_subscriptions(${limit}::integer, ${now}::timestamptz)`;
}
