import { globalClient, type Database } from "@pulse/db/client";
import { type Transaction, withWorkspace } from "@pulse/db/with-workspace";
import { expireGrants, findDueSubscriptions, lockQuota } from "./queries.ts";
import { grantPeriod } from "./start-plan.ts";
import { periodAt } from "./subscription-period.ts";

/** Connections that one roll-over may take from the pool. */
const atOnce = 4;

/**
 * Brings subscriptions past their period's end into the period of `now`: books what expired, applies planned
 * changes, and grants the new period, or ends the plan. Nothing is reset: the old grants simply end. Looks at
 * `limit` subscriptions at most and returns how many it moved; safe to run twice and in several processes.
 */
export async function rollOverPeriods(
  database: Database,
  limit: number,
  now: Date,
): Promise<number> {
  const due = await findDueSubscriptions(globalClient(database), limit, now);
  let moved = 0;
  for (let start = 0; start < due.length; start += atOnce) {
    const results = await Promise.all(
      due
        .slice(start, start + atOnce)
        .map(({ workspaceId, id }) =>
          withWorkspace(database, workspaceId, (tx) => rollOver(tx, workspaceId, id, now)),
        ),
    );
    moved += results.filter(Boolean).length;
  }
  return moved;
}

async function rollOver(
  transaction: Transaction,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<boolean> {
  await lockQuota(transaction, workspaceId);
  const key = { workspaceId_id: { workspaceId, id } };
  const subscription = await transaction.subscription.findUnique({ where: key });
  // Another process may have come first.
  if (subscription?.state !== "active" || subscription.periodEnd > now) return false;
  await expireGrants(transaction, workspaceId, now);
  if (subscription.cancelAtPeriodEnd) {
    await transaction.subscription.update({ where: key, data: { state: "ended" } });
    return true;
  }
  const planId = subscription.pendingPlanId ?? subscription.planId;
  const period = periodAt(subscription.anchor, now);
  await transaction.subscription.update({
    where: key,
    data: { planId, pendingPlanId: null, periodStart: period.start, periodEnd: period.end },
  });
  await grantPeriod(transaction, { workspaceId, subscriptionId: id, planId, period }, now);
  return true;
}
