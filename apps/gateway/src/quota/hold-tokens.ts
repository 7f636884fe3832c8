import { AppError } from "@pulse/contracts/errors";
import { createId } from "@pulse/contracts/ids";
import { type Identity } from "@pulse/contracts/internal/identity";
import { runLeaseMs } from "@pulse/contracts/internal/runs";
import { type HoldSize } from "./hold-size.ts";
import { type QuotaChannel } from "./quota-channel.ts";

export interface Hold {
  id: string;
  workspaceId: string;
  /** Tokens held: what the call may spend. */
  tokens: number;
}

/** Holds tokens for a call of a program. Throws `quota_exceeded` or `unavailable`. */
export async function holdTokens(
  quota: QuotaChannel,
  call: { identity: Identity; model: string; size: HoldSize },
): Promise<Hold> {
  const { identity, model, size } = call;
  const holdId = createId("hold");
  const result = await quota.reserve({
    workspaceId: identity.workspaceId,
    holdId,
    fingerprint: holdId,
    unit: "tokens",
    ...size,
    leaseMs: runLeaseMs,
    model,
    tool: "api",
    userId: identity.userId,
    apiKeyId: identity.apiKeyId,
  });
  if (result.outcome === "held") {
    return { id: holdId, workspaceId: identity.workspaceId, tokens: result.amount };
  }
  if (result.outcome !== "refused") {
    throw new AppError("internal", { internal: `a new hold was answered with ${result.outcome}` });
  }
  const { available, limitSource, resetsAt } = result;
  const details = { remaining: available, required: size.minimum, limitSource, resetsAt };
  throw new AppError("quota_exceeded", { details });
}
