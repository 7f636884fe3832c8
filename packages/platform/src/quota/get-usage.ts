import { meterOf, type Meter, type Usage } from "@pulse/contracts/billing/usage";
import { planIdSchema, type Unit } from "@pulse/contracts/billing/plans";
import { AppError } from "@pulse/contracts/errors";
import { type Transaction, withWorkspace } from "@pulse/db/with-workspace";
import { type QuotaReader } from "./reader.ts";
import { sumUsage, type UnitUsage } from "./report-queries.ts";

/** The workspace's meter: the same numbers as its ledger, with holds of dead calls counted as resolved. */
export function getUsage(reader: QuotaReader): Promise<Usage> {
  const { workspaceId } = reader.identity;
  return withWorkspace(reader.database, workspaceId, async (transaction) => {
    const { plan, start, end } = await findPeriod(transaction, workspaceId);
    const sums = await sumUsage(transaction, workspaceId, reader.now);
    return {
      plan: plan === null ? null : planIdSchema.parse(plan),
      period: { start: start.toISOString(), end: end?.toISOString() ?? null },
      tokens: meterFor(sums, "tokens"),
      images: meterFor(sums, "images"),
      videos: meterFor(sums, "videos"),
    };
  });
}

/** The plan's period; without a plan, from the workspace's start with no end. */
export async function findPeriod(
  transaction: Transaction,
  workspaceId: string,
): Promise<{ plan: string | null; start: Date; end: Date | null }> {
  const subscription = await transaction.subscription.findFirst({
    where: { workspaceId, state: "active" },
  });
  if (subscription !== null) {
    return {
      plan: subscription.planId,
      start: subscription.periodStart,
      end: subscription.periodEnd,
    };
  }
  const workspace = await transaction.workspace.findUnique({ where: { id: workspaceId } });
  if (workspace === null) throw new AppError("not_found", { internal: `workspace ${workspaceId}` });
  return { plan: null, start: workspace.createdAt, end: null };
}

function meterFor(sums: UnitUsage[], unit: Unit): Meter {
  const sum = sums.find((candidate) => candidate.unit === unit);
  if (sum === undefined) return meterOf(0, 0, 0);
  return meterOf(Number(sum.limit), Number(sum.used), Number(sum.held));
}
