import { type PlanId } from "@pulse/contracts/billing/plans";
import { AppError } from "@pulse/contracts/errors";
import { type Transaction, withWorkspace } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context } from "../context.ts";
import { requireRole } from "../members/require-role.ts";
import { lockQuota, revokeFreeUnits } from "./queries.ts";
import { getPlan, grantPeriod } from "./start-plan.ts";
import { periodAt } from "./subscription-period.ts";
import { upgradeCreditFils } from "./upgrade-credit.ts";

export type PlanChange =
  /** A new period began; `creditFils` is what the old plan's unspent part is worth towards the new price. */
  { effective: "now"; creditFils: number } | { effective: "periodEnd"; at: Date };

type PlanChangeContext = Pick<Context, "database" | "identity" | "now" | "ipAddress" | "userAgent">;

/**
 * Moves the workspace to another plan, or off its plan with null. A dearer plan starts at once with a period of
 * its own, and what was free of the old allowance is revoked in the same transaction; a cheaper one, and the
 * end, come with the period's end. Asking for the present plan takes a planned change back.
 * Throws `forbidden` unless the caller is an owner, `not_found` when there is no plan to change.
 */
export async function changePlan(
  context: PlanChangeContext,
  planId: PlanId | null,
): Promise<PlanChange> {
  requireRole(context, "owner");
  const { workspaceId, userId } = context.identity;
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    await lockQuota(transaction, workspaceId);
    const current = await transaction.subscription.findFirst({
      where: { workspaceId, state: "active" },
    });
    if (current === null)
      throw new AppError("not_found", { internal: `${workspaceId} has no plan` });
    const isUpgrade =
      planId !== null && getPlan(planId).priceFils > getPlan(current.planId).priceFils;
    const change = isUpgrade
      ? await upgrade(transaction, current, planId, context.now)
      : await planChange(transaction, current, planId);
    await recordAudit(transaction, context, {
      workspaceId,
      actorId: userId,
      action: "subscription.change",
      entityKind: "subscription",
      entityId: current.id,
      details: {
        from: current.planId,
        to: planId,
        effective: change.effective,
        creditFils: change.effective === "now" ? change.creditFils : 0,
      },
    });
    return change;
  });
}

interface CurrentSubscription {
  workspaceId: string;
  id: string;
  planId: string;
  periodStart: Date;
  periodEnd: Date;
}

async function planChange(
  transaction: Transaction,
  current: CurrentSubscription,
  planId: PlanId | null,
): Promise<PlanChange> {
  const { workspaceId, id } = current;
  await transaction.subscription.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      cancelAtPeriodEnd: planId === null,
      pendingPlanId: planId === current.planId ? null : planId,
    },
  });
  return { effective: "periodEnd", at: current.periodEnd };
}

async function upgrade(
  transaction: Transaction,
  current: CurrentSubscription,
  planId: PlanId,
  now: Date,
): Promise<PlanChange> {
  const { workspaceId, id } = current;
  const allowanceLeft = await endPlanGrants(transaction, workspaceId, now);
  const creditFils = upgradeCreditFils(
    getPlan(current.planId).priceFils,
    { start: current.periodStart, end: current.periodEnd },
    now,
    allowanceLeft,
  );
  const period = periodAt(now, now);
  await transaction.subscription.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      planId,
      pendingPlanId: null,
      cancelAtPeriodEnd: false,
      anchor: now,
      periodStart: period.start,
      periodEnd: period.end,
    },
  });
  await grantPeriod(transaction, { workspaceId, subscriptionId: id, planId, period }, now);
  return { effective: "now", creditFils };
}

async function endPlanGrants(
  transaction: Transaction,
  workspaceId: string,
  now: Date,
): Promise<{ amount: number; free: number }[]> {
  const grants = await transaction.grant.findMany({
    where: { workspaceId, source: "plan", revokedAt: null, expiresAt: { gt: now } },
    orderBy: { id: "asc" },
  });
  const left = [];
  for (const grant of grants) {
    const free = await revokeFreeUnits(
      transaction,
      { workspaceId, grantId: grant.id, ends: true },
      now,
    );
    left.push({ amount: Number(grant.amount), free: free ?? 0 });
  }
  return left;
}
