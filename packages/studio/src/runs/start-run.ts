import { AppError } from "@pulse/contracts/errors";
import { createId } from "@pulse/contracts/ids";
import {
  runLeaseMs,
  type HistoryMessage,
  type StartRunRequest,
  type StartRunResponse,
} from "@pulse/contracts/internal/runs";
import { type Database } from "@pulse/db/client";
import { withWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { reserveQuota } from "@pulse/platform/quota/reserve-quota";
import { branchTo } from "../messages/message-tree.ts";
import { answerEarlierStart, findEarlierRun } from "./answer-earlier-start.ts";
import { planRun } from "./plan-run.ts";
import { listNodes, lockConversation, lockRequest, readTexts } from "./queries.ts";
import { requestHashOf } from "./request-hash.ts";
import { resolveParent } from "./resolve-parent.ts";
import { writeRun, type Placement } from "./write-run.ts";

/**
 * Starts a run in one transaction: the conversation where it is new, the question, the empty answer
 * (`streaming`), the run, and the hold of what it may cost. A refusal by the ledger writes nothing.
 *
 * The same idempotency key (or run id) with the same request is the same run: the gateway that made the id gets
 * the `started` answer again, anyone else `existing`. Throws `conflict` for a key with another request and for a
 * question below an answer still streaming, `not_found` for a conversation or message that is not the member's,
 * `invalid_request` for a parent of the wrong kind, `context_length_exceeded`.
 */
export function startRun(
  database: Database,
  request: StartRunRequest,
  now: Date,
): Promise<StartRunResponse> {
  const { identity } = request;
  const requestHash = requestHashOf(request);
  return withWorkspace(database, identity.workspaceId, async (transaction) => {
    const requestKey = request.idempotencyKey ?? request.runId;
    await lockRequest(transaction, identity.workspaceId, `${identity.userId} ${requestKey}`);
    const earlier = await findEarlierRun(transaction, request);
    if (earlier !== null) return answerEarlierStart(transaction, earlier, request, requestHash);

    const placement = await placeRun(transaction, request);
    const { plan } = placement;
    const minimum = plan.inputTokensEstimated + plan.outputTokensMin;
    const held = await reserveQuota(
      transaction,
      {
        type: "reserve",
        workspaceId: identity.workspaceId,
        holdId: request.runId,
        fingerprint: requestHash,
        unit: "tokens",
        minimum,
        maximum: plan.inputTokensEstimated + plan.outputTokensMax,
        leaseMs: runLeaseMs,
        model: request.model,
        tool: "chat",
        userId: identity.userId,
        apiKeyId: identity.apiKeyId,
      },
      now,
    );
    if (held.outcome === "refused") {
      const { available, limitSource, resetsAt } = held;
      return { outcome: "refused", available, required: minimum, limitSource, resetsAt };
    }
    if (held.outcome !== "held") {
      throw new AppError("conflict", { internal: `hold ${request.runId}: ${held.outcome}` });
    }
    return writeRun(transaction, request, { placement, requestHash, heldTokens: held.amount, now });
  });
}

async function placeRun(transaction: Transaction, request: StartRunRequest): Promise<Placement> {
  const { workspaceId, userId } = request.identity;
  const { conversationId } = request;
  const found =
    conversationId === null
      ? null
      : await lockConversation(transaction, { workspaceId, conversationId, userId });
  if (conversationId !== null && found === null) {
    throw new AppError("not_found", { internal: `conversation ${conversationId} of ${userId}` });
  }
  const nodes = found === null ? [] : await listNodes(transaction, workspaceId, found.id);
  const parentId = resolveParent({
    nodes,
    activeLeafId: found?.activeLeafId ?? null,
    parentId: request.parentId,
    isRegeneration: request.content === null,
  });
  const above = parentId === null ? [] : branchTo(nodes, parentId);
  const texts = await readTexts(
    transaction,
    workspaceId,
    above.map((node) => node.id),
  );
  const branch: HistoryMessage[] = above.map(({ id, role }) => ({
    role,
    content: texts.get(id) ?? "",
  }));
  if (request.content !== null) branch.push({ role: "user", content: request.content });
  const conversation =
    found === null
      ? { id: createId("conversation"), title: "", isNew: true }
      : { id: found.id, title: found.title, isNew: false };
  return { conversation, parentId, plan: planRun({ ...request, branch }) };
}
