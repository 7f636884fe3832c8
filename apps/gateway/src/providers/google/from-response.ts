import { parseProviderJson } from "../http/parse-json.ts";
import { ProviderError } from "../provider-error.ts";
import { type ChatCompletion } from "../provider.ts";
import { readResponse } from "./read-response.ts";
import { toUsage } from "./to-usage.ts";
import { responseSchema } from "./wire.ts";

/** Reads a whole `generateContent` answer; one that neither finished nor was blocked is thrown. */
export function fromResponse(body: string): ChatCompletion {
  const response = parseProviderJson(responseSchema, body);
  const { text, reasoning, finish } = readResponse(response);
  if (finish === null) throw withoutFinish();
  return {
    text,
    reasoning,
    usage: response.usageMetadata ? toUsage(response.usageMetadata) : null,
    finishReason: finish.reason,
    nativeFinishReason: finish.nativeReason,
  };
}

function withoutFinish(): ProviderError {
  return new ProviderError({
    code: "provider_error",
    internal: "the provider's answer has no finish reason",
    isRetryable: true,
  });
}
