import { plans, type Plan, type PlanId } from "@pulse/contracts/billing/plans";
import { AppError } from "@pulse/contracts/errors";
import { createId } from "@pulse/contracts/ids";
import { type Transaction } from "@pulse/db/with-workspace";
import { grantQuota } from "./grant-quota.ts";
import { lockQuota } from "./queries.ts";
import { periodAt, type Period } from "./subscription-period.ts";

/**
 * Starts a plan now: the subscription and the first period's grants. Throws `conflict` when the workspace has
 * a plan already.
 */
export async function startPlan(
  transaction: Transaction,
  start: { workspaceId: string; planId: PlanId },
  now: Date,
): Promise<void> {
  const { workspaceId, planId } = start;
  await lockQuota(transaction, workspaceId);
  const active = await transaction.subscription.count({ where: { workspaceId, state: "active" } });
  if (active > 0) throw new AppError("conflict", { internal: `${workspaceId} has a plan` });
  const id = createId("subscription", now.getTime());
  const period = periodAt(now, now);
  await transaction.subscription.create({
    data: {
      workspaceId,
      id,
      planId,
      anchor: now,
      periodStart: period.start,
      periodEnd: period.end,
    },
  });
  await grantPeriod(transaction, { workspaceId, subscriptionId: id, planId, period }, now);
}

/** Grants a plan's allowance for one period; the same period of a subscription is granted once. */
export function grantPeriod(
  transaction: Transaction,
  grant: { workspaceId: string; subscriptionId: string; planId: string; period: Period },
  now: Date,
): Promise<boolean> {
  const { workspaceId, subscriptionId, period } = grant;
  return grantQuota(
    transaction,
    {
      workspaceId,
      source: "plan",
      reference: `plan:${subscriptionId}:${period.start.toISOString()}`,
      allowance: getPlan(grant.planId).allowance,
      startsAt: period.start,
      expiresAt: period.end,
    },
    now,
  );
}

/** The catalogue's plan of an id that is stored. */
export function getPlan(id: string): Plan {
  const plan = plans.find((candidate) => candidate.id === id);
  if (plan === undefined) throw new AppError("not_found", { internal: `plan ${id}` });
  return plan;
}
