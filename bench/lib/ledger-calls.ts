import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { type Database } from "@pulse/db/client";
import { applyBatch } from "@pulse/platform/quota/apply-batch";

export function reserveOf(workspaceId: string, holdId: string, units: number): QuotaOperation {
  return {
    type: "reserve",
    workspaceId,
    holdId,
    fingerprint: holdId,
    unit: "tokens",
    minimum: units,
    maximum: units,
    leaseMs: 600_000,
    model: "bench",
    tool: "api",
    userId: "usr_bench",
    apiKeyId: null,
  };
}

export function settleOf(workspaceId: string, holdId: string, amount: number): QuotaOperation {
  return { type: "settle", workspaceId, holdId, amount, estimated: false };
}

/** Sends operations as they are; throws when one was rejected. */
export async function send(
  database: Database,
  operations: QuotaOperation[],
): Promise<QuotaResult[]> {
  const results = await applyBatch(database, operations);
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}
