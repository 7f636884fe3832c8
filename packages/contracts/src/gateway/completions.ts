import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { messageCharactersMax } from "./runs.ts";

const textSchema = z.string().max(messageCharactersMax);
const contentSchema = z.union([
  textSchema,
  z
    .array(z.strictObject({ type: z.literal("text"), text: textSchema }))
    .min(1)
    .max(256),
]);

/**
 * OpenAI's chat completions request, as far as every provider's models share it. Fields that are not named
 * here are refused, not ignored: an answer that silently lacks what was asked for would be worse.
 * Source: OpenAI API reference, "Create chat completion".
 */
export const chatCompletionRequestSchema = z.strictObject({
  model: z.string().min(1).max(200),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(["system", "developer", "user", "assistant"]),
        content: contentSchema,
      }),
    )
    .min(1)
    .max(2_000),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  stop: z.union([z.string(), z.array(z.string()).min(1).max(4)]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
  n: z.literal(1).nullish(),
  user: z.string().max(512).optional(),
});
export type ChatCompletionRequest = z.infer<typeof chatCompletionRequestSchema>;

/** OpenAI's usage, with what our ledger took; `estimated` when the provider did not count. */
export const completionUsageSchema = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
  prompt_tokens_details: z.object({ cached_tokens: z.int() }),
  completion_tokens_details: z.object({ reasoning_tokens: z.int() }),
  charged_tokens: z.int(),
  estimated: z.boolean(),
});
export type CompletionUsage = z.infer<typeof completionUsageSchema>;

export const chatCompletionSchema = z.object({
  id: z.string(),
  object: z.literal("chat.completion"),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({
        role: z.literal("assistant"),
        content: z.string(),
        refusal: z.null(),
        reasoning_content: z.string().optional(),
      }),
      logprobs: z.null(),
      finish_reason: z.string(),
      native_finish_reason: z.string(),
    }),
  ),
  usage: completionUsageSchema,
});
export type ChatCompletionResponse = z.infer<typeof chatCompletionSchema>;

export const createChatCompletion = endpoint({
  method: "POST",
  path: "/v1/chat/completions",
  access: "viewer",
  summary: "OpenAI's chat completions, streaming or not, with every provider's models",
  idempotent: true,
  body: chatCompletionRequestSchema,
  response: chatCompletionSchema,
});
