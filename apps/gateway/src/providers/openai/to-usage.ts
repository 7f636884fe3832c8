import { type ProviderUsage } from "../provider.ts";
import { type OpenAiUsage } from "./wire.ts";

/**
 * OpenAI's counts in disjoint buckets: cached and cache-written tokens are part of `prompt_tokens`, reasoning
 * of `completion_tokens`. Differences are clamped at zero because compatible servers do not always add up.
 * Source: https://developers.openai.com/api/reference/resources/chat (CompletionUsage)
 */
export function toUsage(usage: OpenAiUsage): ProviderUsage {
  const input = usage.prompt_tokens ?? 0;
  const cacheReadTokens = Math.min(input, usage.prompt_tokens_details?.cached_tokens ?? 0);
  const cacheWriteTokens = Math.min(
    input - cacheReadTokens,
    usage.prompt_tokens_details?.cache_write_tokens ?? 0,
  );
  const output = usage.completion_tokens ?? 0;
  const reasoningTokens = Math.min(output, usage.completion_tokens_details?.reasoning_tokens ?? 0);
  return {
    freshInputTokens: input - cacheReadTokens - cacheWriteTokens,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: output - reasoningTokens,
    reasoningTokens,
  };
}
