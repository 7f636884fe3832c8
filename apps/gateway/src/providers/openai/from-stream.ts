import { parseProviderJson } from "../http/parse-json.ts";
import { type SseEvent } from "../http/sse-decoder.ts";
import { type StreamReader } from "../http/stream-chat.ts";
import { type ProviderEvent } from "../provider.ts";
import { finishReason } from "./finish-reason.ts";
import { toWireError } from "./to-error.ts";
import { toUsage } from "./to-usage.ts";
import { chunkSchema } from "./wire.ts";

/**
 * Reads `chat.completion.chunk` objects up to `data: [DONE]`. The usage chunk follows the finish reason. A refusal
 * is a `content_filter` end: its sentence is not an answer.
 */
export function createStreamReader(): StreamReader {
  let isFinished = false;
  let isDone = false;
  let isRefused = false;

  function read({ data }: SseEvent, into: ProviderEvent[]): void {
    if (data === "[DONE]") {
      isDone = true;
      return;
    }
    const chunk = parseProviderJson(chunkSchema, data);
    const choice = chunk.choices?.[0];
    const error = chunk.error ?? choice?.error;
    if (error) throw toWireError(error);
    const delta = choice?.delta;
    const reasoning = delta?.reasoning ?? delta?.reasoning_content;
    if (reasoning) into.push({ type: "reasoning", text: reasoning });
    if (delta?.content) into.push({ type: "text", text: delta.content });
    if (delta?.refusal) isRefused = true;
    if (chunk.usage) into.push({ type: "usage", usage: toUsage(chunk.usage) });
    if (!choice?.finish_reason || isFinished) return;
    isFinished = true;
    into.push({
      type: "finish",
      reason: isRefused ? "content_filter" : finishReason(choice.finish_reason),
      nativeReason: isRefused ? "refusal" : (choice.native_finish_reason ?? choice.finish_reason),
    });
  }

  return {
    read,
    get isFinished() {
      return isFinished;
    },
    get isDone() {
      return isDone;
    },
  };
}
