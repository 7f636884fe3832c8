import {
  type ChatCompletionResponse,
  type CompletionUsage,
} from "@pulse/contracts/gateway/completions";
import { type TokenUsage } from "@pulse/contracts/internal/runs";
import { type ChatCompletion } from "../providers/provider.ts";

/** What every object of one answer repeats. */
export interface CompletionHead {
  id: string;
  createdS: number;
  model: string;
}

/** Our disjoint buckets as OpenAI counts: cached is part of prompt, reasoning is part of completion. */
export function completionUsageOf(usage: TokenUsage, chargedTokens: number): CompletionUsage {
  const prompt = usage.freshInputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const completion = usage.outputTokens + usage.reasoningTokens;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    charged_tokens: chargedTokens,
    estimated: usage.estimated,
  };
}

/** OpenAI's `chat.completion` object. */
export function completionOf(
  head: CompletionHead,
  answer: ChatCompletion,
  usage: CompletionUsage,
): ChatCompletionResponse {
  return {
    id: head.id,
    object: "chat.completion",
    created: head.createdS,
    model: head.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: answer.text,
          refusal: null,
          ...(answer.reasoning !== "" && { reasoning_content: answer.reasoning }),
        },
        logprobs: null,
        finish_reason: answer.finishReason,
        native_finish_reason: answer.nativeFinishReason,
      },
    ],
    usage,
  };
}
