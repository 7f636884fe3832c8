import { z } from "zod";
import { failureKinds } from "../http/failure-kinds.ts";
import { jsonOrUndefined } from "../http/parse-json.ts";
import { type HttpRefusal } from "../http/send.ts";
import { toError as toOpenAiError } from "../openai/to-error.ts";
import { ProviderError } from "../provider-error.ts";

/** OpenRouter's moderation is a 403, which elsewhere means that our key is refused. */
const moderationSchema = z.object({
  error: z.object({ metadata: z.object({ reasons: z.array(z.string()) }) }),
});

/** What vLLM and Ollama say when a prompt does not fit; they have no code for it. */
const tooLong =
  /maximum context length|context (length|window|size) (of|is|exceeded)|longer than the (maximum )?context/i;

/**
 * Maps a refusal of an OpenAI-compatible server: OpenAI's shape where it is kept, and the servers' own ways.
 * Source: https://openrouter.ai/docs/api/reference/errors-and-debugging
 */
export function toError(refusal: HttpRefusal, nowMs: number = Date.now()): ProviderError {
  const error = toOpenAiError(refusal, nowMs);
  const json = jsonOrUndefined(refusal.body);
  const kind =
    refusal.status === 403 && moderationSchema.safeParse(json).success
      ? failureKinds.blocked
      : refusal.status === 400 && tooLong.test(refusal.body)
        ? failureKinds.contextTooLong
        : null;
  if (kind === null) return error;
  const { providerStatus, nativeCode } = error;
  return new ProviderError({ ...kind, internal: error.message, providerStatus, nativeCode });
}
