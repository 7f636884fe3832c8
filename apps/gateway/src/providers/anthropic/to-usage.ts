import { type ProviderUsage } from "../provider.ts";
import { type AnthropicUsage } from "./wire.ts";

/**
 * Anthropic's counts in disjoint buckets: `input_tokens` already excludes the cache, `output_tokens` includes
 * thinking. Source: https://platform.claude.com/docs/en/api/messages (Usage)
 */
export function toUsage(usage: AnthropicUsage): ProviderUsage {
  const output = usage.output_tokens ?? 0;
  const reasoningTokens = Math.min(output, usage.output_tokens_details?.thinking_tokens ?? 0);
  return {
    freshInputTokens: usage.input_tokens ?? 0,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    outputTokens: output - reasoningTokens,
    reasoningTokens,
  };
}

/** A stream's later counts are cumulative and replace the earlier ones; what they leave out stays. */
export function mergeUsage(earlier: AnthropicUsage, later: AnthropicUsage): AnthropicUsage {
  const given = Object.entries(later).filter(([, value]) => value !== null && value !== undefined);
  return { ...earlier, ...(Object.fromEntries(given) as AnthropicUsage) };
}
