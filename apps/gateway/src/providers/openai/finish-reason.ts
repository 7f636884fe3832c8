import { type FinishReason } from "@pulse/contracts/gateway/runs";

const reasons = new Map<string, FinishReason>([
  ["stop", "stop"],
  ["length", "length"],
  ["tool_calls", "tool_calls"],
  ["function_call", "tool_calls"],
  ["content_filter", "content_filter"],
]);

/** OpenAI's finish reason in our words; a word that is not known is an error, never a good end. */
export function finishReason(native: string): FinishReason {
  return reasons.get(native) ?? "error";
}
