import { type PlanId } from "@pulse/contracts/billing/plans";
import { type Database } from "@pulse/db/client";
import { type Transaction, withWorkspace } from "@pulse/db/with-workspace";
import { grantTrial } from "../quota/grant-trial.ts";
import { startPlan } from "../quota/start-plan.ts";

/**
 * Makes `demo-<plan>@pulse.local`, who signs in by mailed link like anyone, and the workspace with that plan.
 * Ids are fixed, so that a second run finds them and leaves them alone.
 */
export async function seedDemoWorkspace(
  database: Database,
  planId: PlanId,
  now: Date,
): Promise<void> {
  const userId = `usr_demo${planId}`;
  const workspaceId = `ws_demo${planId}`;
  await withWorkspace(database, workspaceId, async (transaction) => {
    if ((await transaction.workspace.count({ where: { id: workspaceId } })) > 0) return;
    await createOwner(transaction, { userId, workspaceId, planId }, now);
    await grantTrial(transaction, workspaceId, now);
    await startPlan(transaction, { workspaceId, planId }, now);
  });
}

async function createOwner(
  transaction: Transaction,
  demo: { userId: string; workspaceId: string; planId: PlanId },
  now: Date,
): Promise<void> {
  const { userId, workspaceId, planId } = demo;
  const name = `Demo ${planId}`;
  await transaction.user.create({
    data: {
      id: userId,
      email: `demo-${planId}@pulse.local`,
      emailVerified: true,
      name,
      createdAt: now,
    },
  });
  await transaction.workspace.create({ data: { id: workspaceId, name, createdAt: now } });
  await transaction.member.create({
    data: { workspaceId, id: `mbr_demo${planId}`, userId, role: "owner", createdAt: now },
  });
}
