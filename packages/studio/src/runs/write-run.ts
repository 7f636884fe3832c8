import { createId } from "@pulse/contracts/ids";
import {
  runLeaseMs,
  type StartRunRequest,
  type StartRunResponse,
} from "@pulse/contracts/internal/runs";
import { type Transaction } from "@pulse/db/with-workspace";
import { titleFromMessage } from "../conversations/title-from-message.ts";
import { type RunPlan } from "./plan-run.ts";

/** Where a run goes in its conversation, and what goes to the provider. */
export interface Placement {
  conversation: { id: string; title: string; isNew: boolean };
  parentId: string | null;
  plan: RunPlan;
}

interface Decision {
  placement: Placement;
  requestHash: string;
  heldTokens: number;
  now: Date;
}

interface MessageIds {
  conversationId: string;
  userMessageId: string;
  assistantMessageId: string;
}

/** Writes a run that was decided and whose quota is held: conversation, messages, run. */
export async function writeRun(
  transaction: Transaction,
  request: StartRunRequest,
  decision: Decision,
): Promise<StartRunResponse> {
  const { placement, heldTokens, now } = decision;
  const { inputTokensEstimated, history } = placement.plan;
  const newId = () => createId("message", now.getTime());
  const userMessageId = request.content === null ? placement.parentId : newId();
  if (userMessageId === null) throw new Error("a run answers a message");
  const ids = {
    conversationId: placement.conversation.id,
    userMessageId,
    assistantMessageId: newId(),
  };
  const outputTokensMax = Math.min(
    placement.plan.outputTokensMax,
    heldTokens - inputTokensEstimated,
  );
  await writeConversation(transaction, request, placement, now);
  await writeMessages(transaction, request, { ...ids, parentId: placement.parentId, now });
  await activateLeaf(transaction, request, { placement, leafId: ids.assistantMessageId, now });
  await transaction.run.create({ data: rowOf(request, decision, ids, outputTokensMax) });
  const { runId } = request;
  return {
    outcome: "started",
    runId,
    ...ids,
    history,
    heldTokens,
    outputTokensMax,
    inputTokensEstimated,
  };
}

async function writeConversation(
  transaction: Transaction,
  { identity }: StartRunRequest,
  { conversation }: Placement,
  now: Date,
): Promise<void> {
  if (!conversation.isNew) return;
  const { workspaceId, userId } = identity;
  await transaction.conversation.create({
    data: { workspaceId, id: conversation.id, createdBy: userId, createdAt: now },
  });
}

async function writeMessages(
  transaction: Transaction,
  request: StartRunRequest,
  place: MessageIds & { parentId: string | null; now: Date },
): Promise<void> {
  const { content, model, runId } = request;
  const common = {
    workspaceId: request.identity.workspaceId,
    conversationId: place.conversationId,
  };
  const answer = {
    ...common,
    id: place.assistantMessageId,
    parentId: place.userMessageId,
    role: "assistant" as const,
    state: "streaming" as const,
    model,
    runId,
    // Younger than its question, so that order by time never puts it first.
    createdAt: new Date(place.now.getTime() + 1),
  };
  const question = {
    ...common,
    id: place.userMessageId,
    parentId: place.parentId,
    role: "user" as const,
    content: content ?? "",
    createdAt: place.now,
  };
  await transaction.message.createMany({
    data: content === null ? [answer] : [question, answer],
  });
}

async function activateLeaf(
  transaction: Transaction,
  request: StartRunRequest,
  { placement, leafId, now }: { placement: Placement; leafId: string; now: Date },
): Promise<void> {
  const { id, title } = placement.conversation;
  await transaction.conversation.update({
    where: { workspaceId_id: { workspaceId: request.identity.workspaceId, id } },
    data: {
      activeLeafId: leafId,
      model: request.model,
      title: title === "" ? titleFromMessage(request.content ?? "") : title,
      updatedAt: now,
    },
  });
}

function rowOf(
  request: StartRunRequest,
  { placement, requestHash, heldTokens, now }: Decision,
  ids: MessageIds,
  outputTokensMax: number,
) {
  const { identity, runId, model, provider, settings, idempotencyKey, gatewayId } = request;
  return {
    workspaceId: identity.workspaceId,
    id: runId,
    tool: "chat" as const,
    userId: identity.userId,
    apiKeyId: identity.apiKeyId,
    ...ids,
    model,
    provider,
    settings,
    idempotencyKey,
    requestHash,
    gatewayId,
    leaseUntil: new Date(now.getTime() + runLeaseMs),
    heldTokens,
    inputTokensEstimated: placement.plan.inputTokensEstimated,
    outputTokensMax,
    startedAt: now,
  };
}
