import { parseProviderJson } from "../http/parse-json.ts";
import { type SseEvent } from "../http/sse-decoder.ts";
import { type StreamReader } from "../http/stream-chat.ts";
import { type ProviderEvent } from "../provider.ts";
import { readResponse } from "./read-response.ts";
import { toWireError } from "./to-error.ts";
import { toUsage } from "./to-usage.ts";
import { responseSchema } from "./wire.ts";

/**
 * Reads the chunks of `streamGenerateContent?alt=sse`. There is no end mark: the chunk with the finish reason is
 * the last. Counts run along with the text; one that does not count the answer yet says nothing and is skipped.
 */
export function createStreamReader(): StreamReader {
  let isFinished = false;

  function read({ data }: SseEvent, into: ProviderEvent[]): void {
    const chunk = parseProviderJson(responseSchema, data);
    if (chunk.error) throw toWireError(chunk.error);
    const { text, reasoning, finish } = readResponse(chunk);
    if (reasoning !== "") into.push({ type: "reasoning", text: reasoning });
    if (text !== "") into.push({ type: "text", text });
    const usage = chunk.usageMetadata;
    if (usage && (finish !== null || typeof usage.candidatesTokenCount === "number"))
      into.push({ type: "usage", usage: toUsage(usage) });
    if (finish === null || isFinished) return;
    isFinished = true;
    into.push({ type: "finish", ...finish });
  }

  return {
    read,
    get isFinished() {
      return isFinished;
    },
    get isDone() {
      return isFinished;
    },
  };
}
