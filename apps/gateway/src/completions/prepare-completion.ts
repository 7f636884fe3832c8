import { type ChatCompletionRequest } from "@pulse/contracts/gateway/completions";
import { estimateChatTokens } from "@pulse/contracts/gateway/estimate-tokens";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type ChatRequest } from "../providers/provider.ts";
import { holdSizeOf } from "../quota/hold-size.ts";
import { type Hold, holdTokens } from "../quota/hold-tokens.ts";
import { type LeaseKeeper } from "../quota/lease-keeper.ts";
import { type QuotaChannel } from "../quota/quota-channel.ts";
import { type Admission } from "../routing/admission.ts";
import { type AttemptPolicy } from "../routing/answer-attempts.ts";
import { type RoutedModel } from "../routing/route-model.ts";
import {
  type AnswerFacts,
  type Conclusion,
  concludeRun,
  type Ending,
} from "../runs/conclude-run.ts";
import { chatRequestOf, messagesOf, outputTokensWanted } from "./chat-request.ts";
import { type CompletionHead } from "./completion-shape.ts";
import { OutputMeter } from "./output-meter.ts";

export interface CompletionParts {
  quota: QuotaChannel;
  leases: LeaseKeeper;
  admission: Admission;
  attempts: AttemptPolicy;
  routeModel: (name: string) => RoutedModel;
  estimateTokens: (text: string) => number;
  createCompletionId: () => string;
  /** Told how long a provider took for a whole answer, in milliseconds. */
  onAnswer: (elapsedMs: number) => void;
  nowMs: () => number;
}

/** One admitted, paid-for call: `conclude` must be called exactly once, however it ends. */
export interface PreparedCompletion {
  head: CompletionHead;
  model: RoutedModel;
  request: ChatRequest;
  meter: OutputMeter;
  /** Books the charge and gives the rest back; says what the caller is told about it. */
  conclude: (ending: Ending, usage: Pick<AnswerFacts, "usage" | "isUsageFinal">) => Conclusion;
}

/**
 * Finds the model, admits the call and holds its tokens. Throws `model_not_found`,
 * `context_length_exceeded`, `rate_limited`, `quota_exceeded` or `unavailable`; nothing is held then.
 */
export async function prepareCompletion(
  parts: CompletionParts,
  identity: Identity,
  body: ChatCompletionRequest,
): Promise<PreparedCompletion> {
  const model = parts.routeModel(body.model);
  const messages = messagesOf(body);
  const inputTokensEstimated = estimateChatTokens(messages);
  const wanted = outputTokensWanted(body);
  const size = holdSizeOf({ inputTokensEstimated, outputTokensWanted: wanted, model });
  const leave = parts.admission.enter(identity.workspaceId);
  try {
    const hold = await holdTokens(parts.quota, { identity, model: model.id, size });
    const outputTokensMax = hold.tokens - inputTokensEstimated;
    const request = chatRequestOf(body, { messages, nativeId: model.nativeId, outputTokensMax });
    const createdS = Math.floor(parts.nowMs() / 1000);
    const head = { id: parts.createCompletionId(), createdS, model: model.id };
    const meter = new OutputMeter(parts.estimateTokens);
    const conclude = concluder(parts, { hold, meter, inputTokensEstimated, leave });
    return { head, model, request, meter, conclude };
  } catch (error) {
    leave();
    throw error;
  }
}

interface Spending {
  hold: Hold;
  meter: OutputMeter;
  inputTokensEstimated: number;
  leave: () => void;
}

function concluder(parts: CompletionParts, spending: Spending): PreparedCompletion["conclude"] {
  const { hold, meter, inputTokensEstimated, leave } = spending;
  const release = parts.leases.keep(hold, () =>
    meter.hasText || meter.hasReasoning ? inputTokensEstimated + meter.tokens : 0,
  );
  return (ending, counted) => {
    release();
    leave();
    const conclusion = concludeRun(ending, {
      ...counted,
      hasText: meter.hasText,
      hasReasoning: meter.hasReasoning,
      inputTokensEstimated,
      // The provider's final count needs no estimate beside it.
      outputTokensEstimated: counted.isUsageFinal ? 0 : meter.tokens,
      heldTokens: hold.tokens,
    });
    parts.quota.settle({
      workspaceId: hold.workspaceId,
      holdId: hold.id,
      amount: conclusion.chargedTokens,
      estimated: conclusion.usage.estimated,
    });
    return conclusion;
  };
}
