import { parseProviderJson } from "../http/parse-json.ts";
import { ProviderError } from "../provider-error.ts";
import { type ChatCompletion } from "../provider.ts";
import { finishReason } from "./finish-reason.ts";
import { toWireError } from "./to-error.ts";
import { toUsage } from "./to-usage.ts";
import { completionSchema } from "./wire.ts";

/** Reads a `chat.completion` object; one without a choice or with an error inside is thrown. */
export function fromResponse(body: string): ChatCompletion {
  const completion = parseProviderJson(completionSchema, body);
  const choice = completion.choices?.[0];
  const error = completion.error ?? choice?.error;
  if (error) throw toWireError(error);
  if (!choice?.finish_reason) throw withoutFinish();
  const { message } = choice;
  const isRefused = Boolean(message.refusal);
  return {
    text: message.content ?? "",
    reasoning: message.reasoning ?? message.reasoning_content ?? "",
    usage: completion.usage ? toUsage(completion.usage) : null,
    finishReason: isRefused ? "content_filter" : finishReason(choice.finish_reason),
    nativeFinishReason: isRefused
      ? "refusal"
      : (choice.native_finish_reason ?? choice.finish_reason),
  };
}

function withoutFinish(): ProviderError {
  return new ProviderError({
    code: "provider_error",
    internal: "the provider's answer has no finished choice",
    isRetryable: true,
  });
}
