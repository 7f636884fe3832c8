import { type FinishReason } from "@pulse/contracts/gateway/runs";

const reasons = new Map<string, FinishReason>([
  ["STOP", "stop"],
  ["MAX_TOKENS", "length"],
  ["CONTINUATION", "length"],
  ["SAFETY", "content_filter"],
  ["RECITATION", "content_filter"],
  ["LANGUAGE", "content_filter"],
  ["BLOCKLIST", "content_filter"],
  ["PROHIBITED_CONTENT", "content_filter"],
  ["SPII", "content_filter"],
  ["MODEL_ARMOR", "content_filter"],
  ["IMAGE_SAFETY", "content_filter"],
  ["IMAGE_PROHIBITED_CONTENT", "content_filter"],
  ["IMAGE_RECITATION", "content_filter"],
]);

/**
 * Google's finish reason in our words; the rest (`OTHER`, `MALFORMED_RESPONSE`, `NO_IMAGE`, a new word) is an
 * error, never a good end. Source: https://ai.google.dev/api/generate-content#FinishReason
 */
export function finishReason(native: string): FinishReason {
  return reasons.get(native) ?? "error";
}
