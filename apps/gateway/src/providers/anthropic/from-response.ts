import { parseProviderJson } from "../http/parse-json.ts";
import { ProviderError } from "../provider-error.ts";
import { type ChatCompletion } from "../provider.ts";
import { finishReason } from "./finish-reason.ts";
import { toUsage } from "./to-usage.ts";
import { messageSchema } from "./wire.ts";

/** Reads a whole message; one without a stop reason is thrown. */
export function fromResponse(body: string): ChatCompletion {
  const message = parseProviderJson(messageSchema, body);
  if (!message.stop_reason) throw withoutFinish();
  return {
    text: message.content.map((block) => block.text ?? "").join(""),
    reasoning: message.content.map((block) => block.thinking ?? "").join(""),
    usage: message.usage ? toUsage(message.usage) : null,
    finishReason: finishReason(message.stop_reason),
    nativeFinishReason: message.stop_reason,
  };
}

function withoutFinish(): ProviderError {
  return new ProviderError({
    code: "provider_error",
    internal: "the provider's message has no stop reason",
    isRetryable: true,
  });
}
