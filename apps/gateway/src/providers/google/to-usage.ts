import { type ProviderUsage } from "../provider.ts";
import { type GoogleUsage } from "./wire.ts";

/**
 * Google's counts in disjoint buckets: cached tokens are part of the prompt's, thoughts are not part of the
 * candidates', results of tools are input of their own.
 * Source: https://ai.google.dev/api/generate-content#UsageMetadata
 */
export function toUsage(usage: GoogleUsage): ProviderUsage {
  const input = usage.promptTokenCount ?? 0;
  const cacheReadTokens = Math.min(input, usage.cachedContentTokenCount ?? 0);
  return {
    freshInputTokens: input - cacheReadTokens + (usage.toolUsePromptTokenCount ?? 0),
    cacheReadTokens,
    cacheWriteTokens: 0,
    outputTokens: usage.candidatesTokenCount ?? 0,
    reasoningTokens: usage.thoughtsTokenCount ?? 0,
  };
}
