import { createId } from "@pulse/contracts/ids";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type SettleRunRequest, type StartRunRequest } from "@pulse/contracts/internal/runs";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { startRun } from "../runs/start-run.ts";

/** A question that opens a conversation, as a gateway sends it. */
export function requestOf(
  identity: Identity,
  changes: Partial<StartRunRequest> = {},
): StartRunRequest {
  return {
    identity,
    runId: createId("run"),
    gatewayId: "gateway-1",
    idempotencyKey: null,
    conversationId: null,
    parentId: null,
    content: "ما عاصمة الأردن؟",
    model: "openai:gpt-4.1-mini",
    provider: "openai",
    settings: {},
    contextWindow: 128_000,
    outputTokensMax: 16_000,
    ...changes,
  };
}

/** Starts a run that must not be refused. */
export async function startOne(
  database: Database,
  identity: Identity,
  changes: Partial<StartRunRequest> = {},
) {
  const response = await startRun(database, requestOf(identity, changes), new Date());
  if (response.outcome !== "started") throw new Error(`not started: ${response.outcome}`);
  return response;
}

/** A finished answer of 42 tokens. */
export function settlementOf(
  identity: Identity,
  changes: Partial<SettleRunRequest> = {},
): SettleRunRequest {
  return {
    workspaceId: identity.workspaceId,
    state: "completed",
    sequence: 9,
    content: "عمّان",
    reasoning: "",
    finishReason: "stop",
    errorCode: null,
    usage: {
      freshInputTokens: 10,
      cacheReadTokens: 5,
      cacheWriteTokens: 0,
      outputTokens: 20,
      reasoningTokens: 7,
      estimated: false,
    },
    chargedTokens: 42,
    ...changes,
  };
}

/** What the workspace's grants say. */
export function tokensOf(database: Database, identity: Identity) {
  return withWorkspace(database, identity.workspaceId, async (transaction) => {
    const grants = await transaction.grant.findMany({ where: { unit: "tokens" } });
    const sum = (field: "used" | "held") =>
      grants.reduce((total, grant) => total + Number(grant[field]), 0);
    return { used: sum("used"), held: sum("held") };
  });
}

export function messageOf(database: Database, identity: Identity, id: string) {
  return withWorkspace(database, identity.workspaceId, (transaction) =>
    transaction.message.findFirstOrThrow({ where: { id } }),
  );
}
