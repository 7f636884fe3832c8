import { AppError } from "@pulse/contracts/errors";
import { type StartChatRun } from "@pulse/contracts/gateway/runs";
import { type Identity } from "@pulse/contracts/internal/identity";
import {
  type StartRunRequest,
  type StartRunResponse,
  type StoredRun,
} from "@pulse/contracts/internal/runs";
import { type InternalApi } from "../internal-api/internal-api.ts";
import { type ChatRequest } from "../providers/provider.ts";
import { type Admission } from "../routing/admission.ts";
import { type AttemptPolicy, streamAnswer } from "../routing/answer-attempts.ts";
import { type RoutedModel } from "../routing/route-model.ts";
import { findRun } from "./find-run.ts";
import { generateRun, type GenerationParts } from "./generate-run.ts";
import { Run, type RunOptions } from "./run.ts";
import { type RunRegistry } from "./run-registry.ts";

export interface StartRunParts {
  gatewayId: string;
  api: InternalApi;
  registry: RunRegistry;
  admission: Admission;
  routeModel: (name: string) => RoutedModel;
  attempts: AttemptPolicy;
  runOptions: RunOptions;
  generation: GenerationParts;
  createRunId: () => string;
}

export interface StartInput {
  identity: Identity;
  body: StartChatRun;
  idempotencyKey: string | null;
}

/**
 * Starts a generation, or finds the one that the same idempotency key started before. The generation goes
 * on whoever watches. Throws `model_not_found`, `quota_exceeded`, `not_found`, `conflict`, `rate_limited`
 * or `unavailable` before anything is generated.
 */
export async function startChatRun(
  parts: StartRunParts,
  input: StartInput,
): Promise<Run | StoredRun> {
  const model = parts.routeModel(input.body.model);
  const leave = parts.admission.enter(input.identity.workspaceId);
  const runId = parts.createRunId();
  const request = startRequestOf(parts, input, model, runId);
  try {
    const { run, answer } = await parts.registry.start(runId, () => makeRun(parts, request, model));
    if (run && answer.outcome === "started") {
      const chat = chatRequestOf(input, model, answer);
      void generate(parts, run, model, chat).finally(leave);
      return run;
    }
    leave();
    return await existingRun(parts, input.identity, answer);
  } catch (error) {
    leave();
    throw error;
  }
}

async function makeRun(
  parts: StartRunParts,
  request: StartRunRequest,
  model: RoutedModel,
): Promise<{ run: Run | null; answer: StartRunResponse }> {
  const answer = await reserveRun(parts, request);
  if (answer.outcome !== "started") return { run: null, answer };
  const run = new Run(factsOf(answer, request.identity, model), parts.runOptions);
  return { run, answer };
}

// Ids are ours, so that a start whose answer was lost can be given up by name.
async function reserveRun(
  parts: StartRunParts,
  request: StartRunRequest,
): Promise<StartRunResponse> {
  try {
    return await parts.api.startRun(request);
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") {
      void parts.generation.settle(request.runId, nothingProduced(request)).catch(() => {});
    }
    throw error;
  }
}

async function existingRun(
  parts: StartRunParts,
  identity: Identity,
  result: StartRunResponse,
): Promise<Run | StoredRun> {
  if (result.outcome === "existing") return findRun(parts, result.runId, identity);
  if (result.outcome === "started")
    throw new AppError("internal", { internal: "run without a log" });
  const { available, required, limitSource, resetsAt } = result;
  throw new AppError("quota_exceeded", {
    details: { remaining: available, required, limitSource, resetsAt },
  });
}

function generate(
  parts: StartRunParts,
  run: Run,
  model: RoutedModel,
  request: ChatRequest,
): Promise<void> {
  const { provider } = model;
  const stream = (signal: AbortSignal) => streamAnswer(provider, request, signal, parts.attempts);
  return generateRun(run, stream, parts.generation);
}

function startRequestOf(
  parts: StartRunParts,
  { identity, body, idempotencyKey }: StartInput,
  model: RoutedModel,
  runId: string,
): StartRunRequest {
  return {
    identity,
    runId,
    gatewayId: parts.gatewayId,
    idempotencyKey,
    conversationId: body.conversationId ?? null,
    ...(body.parentId !== undefined && { parentId: body.parentId }),
    content: body.content ?? null,
    model: model.id,
    provider: model.provider.id,
    settings: body.settings ?? {},
    contextWindow: model.contextWindow,
    outputTokensMax: model.outputTokensMax,
  };
}

type Started = Extract<StartRunResponse, { outcome: "started" }>;

function factsOf(started: Started, identity: Identity, model: RoutedModel) {
  const { runId, conversationId, userMessageId, assistantMessageId } = started;
  return {
    started: { runId, conversationId, userMessageId, assistantMessageId, model: model.id },
    workspaceId: identity.workspaceId,
    userId: identity.userId,
    heldTokens: started.heldTokens,
    inputTokensEstimated: started.inputTokensEstimated,
  };
}

function chatRequestOf(
  { identity, body }: StartInput,
  model: RoutedModel,
  started: Started,
): ChatRequest {
  const { systemPrompt, temperature } = body.settings ?? {};
  const system = systemPrompt ? [{ role: "system" as const, content: systemPrompt }] : [];
  return {
    model: model.nativeId,
    messages: [...system, ...started.history],
    outputTokensMax: started.outputTokensMax,
    ...(temperature !== undefined && { temperature }),
    userId: identity.userId,
  };
}

function nothingProduced(request: StartRunRequest) {
  return {
    workspaceId: request.identity.workspaceId,
    state: "failed" as const,
    sequence: 0,
    content: "",
    reasoning: "",
    finishReason: "error",
    errorCode: "unavailable",
    usage: {
      freshInputTokens: 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 0,
      reasoningTokens: 0,
      estimated: false,
    },
    chargedTokens: 0,
  };
}
