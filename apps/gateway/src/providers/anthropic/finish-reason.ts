import { type FinishReason } from "@pulse/contracts/gateway/runs";

const reasons = new Map<string, FinishReason>([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["tool_use", "tool_calls"],
  ["refusal", "content_filter"],
]);

/**
 * Anthropic's stop reason in our words; a word that is not known is an error, never a good end. `pause_turn` is
 * one of those: it belongs to server tools, which Pulse does not ask for.
 * Source: https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
 */
export function finishReason(native: string): FinishReason {
  return reasons.get(native) ?? "error";
}
