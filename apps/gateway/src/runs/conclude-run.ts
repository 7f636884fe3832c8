import { type ErrorCode } from "@pulse/contracts/errors";
import { type DoneEvent, type FinishReason } from "@pulse/contracts/gateway/runs";
import { type TokenUsage, totalTokens } from "@pulse/contracts/internal/runs";
import { type ProviderUsage } from "../providers/provider.ts";

/** Why the reading of an answer ended. */
export type Ending =
  | { kind: "finished"; reason: FinishReason }
  | { kind: "stopped" }
  | { kind: "interrupted" }
  | { kind: "failed"; code: ErrorCode };

export interface AnswerFacts {
  hasText: boolean;
  hasReasoning: boolean;
  /** The provider's latest count. */
  usage: ProviderUsage | null;
  /** Whether the provider came to its own end, so that its count covers everything. */
  isUsageFinal: boolean;
  inputTokensEstimated: number;
  outputTokensEstimated: number;
  heldTokens: number;
}

export interface Conclusion {
  state: DoneEvent["state"];
  finishReason: FinishReason | null;
  errorCode: ErrorCode | null;
  usage: TokenUsage;
  chargedTokens: number;
}

/**
 * What an ended answer is called and costs. Failed, blocked and empty answers cost nothing; a stopped or
 * interrupted one costs what was produced. The provider's final count is charged as it is; an estimate
 * is marked as one and never exceeds the hold.
 */
export function concludeRun(ending: Ending, facts: AnswerFacts): Conclusion {
  const usage = usageOf(facts);
  const charge = usage.estimated
    ? Math.min(totalTokens(usage), facts.heldTokens)
    : totalTokens(usage);
  const outcome = outcomeOf(ending);
  const isCharged = outcome.state !== "failed" && isProduced(ending, facts);
  return { ...outcome, usage, chargedTokens: isCharged ? charge : 0 };
}

/** The provider's count where it is final; else its input side and at least the text seen so far. */
export function usageOf(facts: AnswerFacts): TokenUsage {
  const { usage } = facts;
  if (usage && facts.isUsageFinal) return { ...usage, estimated: false };
  const counted = usage ?? {
    freshInputTokens: facts.inputTokensEstimated,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
  };
  const outputTokens = Math.max(
    counted.outputTokens,
    facts.outputTokensEstimated - counted.reasoningTokens,
  );
  return { ...counted, outputTokens, estimated: true };
}

function outcomeOf(ending: Ending): Pick<Conclusion, "state" | "finishReason" | "errorCode"> {
  if (ending.kind === "stopped") return { state: "stopped", finishReason: null, errorCode: null };
  if (ending.kind === "interrupted") {
    return { state: "interrupted", finishReason: null, errorCode: "interrupted" };
  }
  if (ending.kind === "failed") {
    return { state: "failed", finishReason: "error", errorCode: ending.code };
  }
  const finishReason = ending.reason;
  if (finishReason === "content_filter") {
    return { state: "failed", finishReason, errorCode: "content_blocked" };
  }
  if (finishReason === "error") {
    return { state: "failed", finishReason, errorCode: "provider_error" };
  }
  return { state: "completed", finishReason, errorCode: null };
}

// Reasoning without an answer is worth nothing when the provider ended by itself, but was produced when stopped.
function isProduced(ending: Ending, facts: AnswerFacts): boolean {
  return facts.hasText || (ending.kind !== "finished" && facts.hasReasoning);
}
