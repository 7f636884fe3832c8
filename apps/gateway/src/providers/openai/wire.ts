import { z } from "zod";

/** The fields of OpenAI's chat completions that Pulse reads; also spoken by OpenRouter, Ollama and vLLM. */
const count = z.number().nullish();

export const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
});
export type OpenAiUsage = z.infer<typeof usageSchema>;

const text = z.string().nullish();

export const errorSchema = z.object({
  message: text,
  type: text,
  param: text,
  // OpenAI sends words, OpenRouter the HTTP status as a number.
  code: z.union([z.string(), z.number()]).nullish(),
  metadata: z.object({ error_type: text, raw: z.unknown() }).nullish(),
});
export type OpenAiError = z.infer<typeof errorSchema>;

/** `reasoning` is OpenRouter's and newer vLLM's field, `reasoning_content` DeepSeek's and older vLLM's. */
const messageSchema = z.object({
  content: text,
  refusal: text,
  reasoning: text,
  reasoning_content: text,
});

export const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        index: count,
        delta: messageSchema.nullish(),
        finish_reason: text,
        native_finish_reason: text,
        error: errorSchema.nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish(),
  error: errorSchema.nullish(),
});

export const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: messageSchema,
        finish_reason: text,
        native_finish_reason: text,
        error: errorSchema.nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish(),
  error: errorSchema.nullish(),
});

export const errorBodySchema = z.object({ error: errorSchema });
