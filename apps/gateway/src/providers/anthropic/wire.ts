import { z } from "zod";

/** The fields of Anthropic's Messages API that Pulse reads. */
const count = z.number().nullish();
const text = z.string().nullish();

export const usageSchema = z.object({
  input_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
  output_tokens: count,
  output_tokens_details: z.object({ thinking_tokens: count }).nullish(),
});
export type AnthropicUsage = z.infer<typeof usageSchema>;

export const errorSchema = z.object({
  type: text,
  message: text,
  details: z.object({ error_code: text }).nullish(),
});
export type AnthropicError = z.infer<typeof errorSchema>;

export const errorBodySchema = z.object({ error: errorSchema });

/** Every event of a stream; which fields it has depends on `type`. */
export const eventSchema = z.object({
  type: z.string(),
  message: z.object({ usage: usageSchema.nullish() }).nullish(),
  delta: z.object({ text, thinking: text, stop_reason: text }).nullish(),
  usage: usageSchema.nullish(),
  error: errorSchema.nullish(),
});

export const messageSchema = z.object({
  content: z.array(z.object({ type: z.string(), text, thinking: text })),
  stop_reason: text,
  usage: usageSchema.nullish(),
});
