import { parseProviderJson } from "../http/parse-json.ts";
import { type SseEvent } from "../http/sse-decoder.ts";
import { type StreamReader } from "../http/stream-chat.ts";
import { type ProviderEvent } from "../provider.ts";
import { finishReason } from "./finish-reason.ts";
import { toWireError } from "./to-error.ts";
import { mergeUsage, toUsage } from "./to-usage.ts";
import { type AnthropicUsage, eventSchema } from "./wire.ts";

/**
 * Reads the events of a message stream up to `message_stop`. The counts of `message_start` are kept back until
 * the end: their output count is a placeholder that would understate an answer that is cut off.
 * Source: https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export function createStreamReader(): StreamReader {
  let isFinished = false;
  let isDone = false;
  let counted: AnthropicUsage | null = null;

  function read({ data }: SseEvent, into: ProviderEvent[]): void {
    const event = parseProviderJson(eventSchema, data);
    if (event.type === "error") throw toWireError(event.error ?? {});
    if (event.type === "message_stop") isDone = true;
    const usage = event.usage ?? event.message?.usage;
    if (usage) counted = counted === null ? usage : mergeUsage(counted, usage);
    const { delta } = event;
    if (delta?.thinking) into.push({ type: "reasoning", text: delta.thinking });
    if (delta?.text) into.push({ type: "text", text: delta.text });
    if (!delta?.stop_reason || isFinished) return;
    isFinished = true;
    if (counted !== null) into.push({ type: "usage", usage: toUsage(counted) });
    into.push({
      type: "finish",
      reason: finishReason(delta.stop_reason),
      nativeReason: delta.stop_reason,
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
