import { AppError } from "@pulse/contracts/errors";
import {
  type ChatCompletionRequest,
  type ChatCompletionResponse,
} from "@pulse/contracts/gateway/completions";
import { type Identity } from "@pulse/contracts/internal/identity";
import { completeAnswer } from "../routing/answer-attempts.ts";
import { type Ending } from "../runs/conclude-run.ts";
import { completionOf, completionUsageOf } from "./completion-shape.ts";
import {
  type CompletionParts,
  prepareCompletion,
  type PreparedCompletion,
} from "./prepare-completion.ts";

/**
 * One answer in one piece, held before and charged after. When `signal` aborts, the provider's call is
 * aborted at once. Throws what `prepareCompletion` and the provider throw; nothing is charged then.
 */
export async function complete(
  parts: CompletionParts,
  identity: Identity,
  body: ChatCompletionRequest,
  signal: AbortSignal,
): Promise<ChatCompletionResponse> {
  const prepared = await prepareCompletion(parts, identity, body);
  const askedAtMs = performance.now();
  const answer = await answerOf(parts, prepared, signal);
  parts.onAnswer(performance.now() - askedAtMs);
  prepared.meter.add("text", answer.text);
  prepared.meter.add("reasoning", answer.reasoning);
  const ending: Ending = { kind: "finished", reason: answer.finishReason };
  const counted = { usage: answer.usage, isUsageFinal: answer.usage !== null };
  const { usage, chargedTokens } = prepared.conclude(ending, counted);
  if (answer.finishReason === "error") {
    const internal = `the provider ended with ${answer.nativeFinishReason}`;
    throw new AppError("provider_error", { internal });
  }
  return completionOf(prepared.head, answer, completionUsageOf(usage, chargedTokens));
}

async function answerOf(
  parts: CompletionParts,
  { model, request, conclude }: PreparedCompletion,
  signal: AbortSignal,
) {
  try {
    return await completeAnswer(model.provider, request, signal, parts.attempts);
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal";
    conclude({ kind: "failed", code }, { usage: null, isUsageFinal: false });
    throw error;
  }
}
