import { type IdentityQuestion } from "../auth/identities.ts";
import {
  resolveIdentityResponseSchema,
  revocationsResponseSchema,
} from "@pulse/contracts/internal/identity";
import { quotaBatchResponseSchema, type QuotaOperation } from "@pulse/contracts/internal/quota";
import {
  type CheckpointRunRequest,
  checkpointRunResponseSchema,
  settleRunResponseSchema,
  type SettleRunRequest,
  startRunResponseSchema,
  type StartRunRequest,
  storedRunResponseSchema,
} from "@pulse/contracts/internal/runs";
import { type InternalClient } from "./internal-client.ts";

export type InternalApi = ReturnType<typeof createInternalApi>;

/**
 * The api's internal operations. Each is safe to repeat: identities and stored runs are read, everything
 * else is idempotent by an id that the gateway made. All throw `unavailable` when the api is away, and the
 * api's own refusal otherwise.
 */
export function createInternalApi(client: InternalClient) {
  return {
    resolveIdentity: (question: IdentityQuestion) =>
      client.post("/internal/identities/resolve", question, resolveIdentityResponseSchema),
    listRevocations: (after: number) =>
      client.get(`/internal/revocations?after=${after}`, revocationsResponseSchema),
    /** Results stand in the order of the operations. */
    applyQuota: async (operations: QuotaOperation[]) => {
      const body = { operations };
      const answer = await client.post("/internal/quota/batch", body, quotaBatchResponseSchema);
      return answer.results;
    },
    startRun: (run: StartRunRequest) => client.post("/internal/runs", run, startRunResponseSchema),
    checkpointRun: (runId: string, checkpoint: CheckpointRunRequest) =>
      client.post(`/internal/runs/${runId}/checkpoint`, checkpoint, checkpointRunResponseSchema),
    settleRun: (runId: string, settlement: SettleRunRequest) =>
      client.post(`/internal/runs/${runId}/settle`, settlement, settleRunResponseSchema),
    /** Throws `not_found` for another member's run. */
    getStoredRun: (runId: string, owner: { workspaceId: string; userId: string }) => {
      const query = new URLSearchParams({ workspaceId: owner.workspaceId, userId: owner.userId });
      return client.get(`/internal/runs/${runId}?${query}`, storedRunResponseSchema);
    },
    isReachable: () => client.isReachable(),
  };
}
