import { type FinishReason } from "@pulse/contracts/gateway/runs";
import { type TokenUsage } from "@pulse/contracts/internal/runs";

export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** What every provider understands; `model` is the provider's own id. */
export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  outputTokensMax: number;
  temperature?: number;
  topP?: number;
  stop?: string[];
  /** An opaque id of the end user, for the provider's abuse watch; never a name or an address. */
  userId?: string;
}

/** What the provider itself counted, in disjoint buckets. */
export type ProviderUsage = Omit<TokenUsage, "estimated">;

/** `usage` is cumulative: a later one replaces an earlier one. `nativeReason` is the provider's own word. */
export type ProviderEvent =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  | { type: "usage"; usage: ProviderUsage }
  | { type: "finish"; reason: FinishReason; nativeReason: string };

/** A whole answer; `usage` is null when the provider did not count. */
export interface ChatCompletion {
  text: string;
  reasoning: string;
  usage: ProviderUsage | null;
  finishReason: FinishReason;
  nativeFinishReason: string;
}

/**
 * One model provider. Every failure is a `ProviderError`; an abort of `signal` closes the upstream socket
 * at once and rejects with the signal's reason instead.
 */
export interface ChatProvider {
  readonly id: string;
  /**
   * Streams an answer: one array of events per network read (or for all that came meanwhile), never empty. The first `next()` throws when the
   * provider refuses before its first event, so that the caller can still answer with a plain error. A stream
   * that ends without a `finish` event throws: it never just stops. A `usage` event may follow `finish`.
   */
  streamChat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent[]>;
  completeChat(request: ChatRequest, signal: AbortSignal): Promise<ChatCompletion>;
}
