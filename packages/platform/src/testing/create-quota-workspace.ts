import { type Allowance } from "@pulse/contracts/billing/plans";
import { createId } from "@pulse/contracts/ids";
import { type ReserveOperation, type SettleOperation } from "@pulse/contracts/internal/quota";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { grantQuota } from "../quota/grant-quota.ts";

export interface QuotaWorkspace {
  workspaceId: string;
  userId: string;
}

/** A workspace with one owner and one grant that never expires. */
export async function createQuotaWorkspace(
  database: Database,
  allowance: Partial<Allowance>,
  now: Date,
): Promise<QuotaWorkspace> {
  const workspaceId = createId("workspace");
  const userId = createId("user");
  await withWorkspace(database, workspaceId, async (transaction) => {
    const email = `${userId}@example.com`;
    await transaction.user.create({ data: { id: userId, email, name: "Owner", createdAt: now } });
    await transaction.workspace.create({ data: { id: workspaceId, name: "Test", createdAt: now } });
    await transaction.member.create({
      data: { workspaceId, id: createId("member"), userId, role: "owner", createdAt: now },
    });
    await grantQuota(
      transaction,
      {
        workspaceId,
        source: "trial",
        reference: "trial",
        allowance: { tokens: 0, images: 0, videos: 0, ...allowance },
        startsAt: now,
        expiresAt: null,
      },
      now,
    );
  });
  return { workspaceId, userId };
}

/** A reserve of the workspace's owner; what is not said is like a chat's. */
export function reserveOf(
  workspace: QuotaWorkspace,
  reserve: Partial<ReserveOperation> & { holdId: string },
): ReserveOperation {
  return {
    type: "reserve",
    ...workspace,
    fingerprint: "f",
    unit: "tokens",
    minimum: 1,
    maximum: 1,
    leaseMs: 30_000,
    model: "gpt-test",
    tool: "chat",
    apiKeyId: null,
    ...reserve,
  };
}

export function settleOf(
  workspace: QuotaWorkspace,
  holdId: string,
  amount: number,
): SettleOperation {
  return { type: "settle", workspaceId: workspace.workspaceId, holdId, amount, estimated: false };
}
