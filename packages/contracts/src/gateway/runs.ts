import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { idOf } from "../ids.ts";

export const runStateSchema = z.enum([
  "streaming",
  "completed",
  "stopped",
  "failed",
  "interrupted",
]);
export type RunState = z.infer<typeof runStateSchema>;

export const runSettingsSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  systemPrompt: z.string().max(20_000).optional(),
  maxOutputTokens: z.int().min(1).max(200_000).optional(),
});
export type RunSettings = z.infer<typeof runSettingsSchema>;

/** Longest message a person may send, in characters. */
export const messageCharactersMax = 200_000;

/**
 * POST /gateway/v1/chat/runs. Without `conversationId` a conversation is made. `parentId` absent: below the
 * conversation's active leaf; an answer's id branches there; null makes another first message (an edit of it).
 * `content` absent regenerates: `parentId` must then be a user message, which gets another answer.
 */
export const startChatRunSchema = z.strictObject({
  conversationId: z.string().optional(),
  parentId: z.string().nullable().optional(),
  content: z
    .string()
    .regex(/\S/, "expected more than white space")
    .max(messageCharactersMax)
    .optional(),
  model: z.string().min(1).max(200),
  settings: runSettingsSchema.optional(),
});
export type StartChatRun = z.infer<typeof startChatRunSchema>;

/**
 * `cachedInputTokens` is part of `inputTokens`, `reasoningTokens` of `outputTokens`; `chargedTokens` is what the
 * ledger took.
 */
export const receiptSchema = z.object({
  inputTokens: z.int(),
  cachedInputTokens: z.int(),
  outputTokens: z.int(),
  reasoningTokens: z.int(),
  chargedTokens: z.int(),
  estimated: z.boolean(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const runStartedEventSchema = z.object({
  runId: z.string(),
  conversationId: z.string(),
  userMessageId: z.string(),
  assistantMessageId: z.string(),
  model: z.string(),
});
export const textEventSchema = z.object({ text: z.string() });
export const runErrorSchema = z.object({ code: z.string(), message: z.string() });
export const doneEventSchema = z.object({
  state: z.enum(["completed", "stopped", "failed", "interrupted"]),
  finishReason: z.string().nullable(),
  error: runErrorSchema.optional(),
});

/** The stream's events by name. Every event carries `id:` = its sequence number, `run` being 0 or 1. */
export const runEventSchemas = {
  run: runStartedEventSchema,
  delta: textEventSchema,
  reasoning: textEventSchema,
  receipt: receiptSchema,
  done: doneEventSchema,
} as const;
export type RunEventName = keyof typeof runEventSchemas;
export type RunStartedEvent = z.infer<typeof runStartedEventSchema>;
export type DoneEvent = z.infer<typeof doneEventSchema>;

/** Finish reasons as OpenAI names them, plus ours. */
export const finishReasonSchema = z.enum([
  "stop",
  "length",
  "tool_calls",
  "content_filter",
  "error",
]);
export type FinishReason = z.infer<typeof finishReasonSchema>;

export const heartbeatEveryMs = 15_000;

const runParams = z.object({ id: idOf("run") });
/** `text/event-stream` of `runEventSchemas`. */
const runStreamSchema = z.string();

export const startChatRunEndpoint = endpoint({
  method: "POST",
  path: "/v1/chat/runs",
  access: "viewer",
  summary: "Starts an answer and streams it; it goes on when the caller leaves",
  idempotent: true,
  body: startChatRunSchema,
  response: runStreamSchema,
});
export const watchChatRun = endpoint({
  method: "GET",
  path: "/v1/chat/runs/:id/events",
  access: "viewer",
  summary:
    "The same stream, from after `Last-Event-ID` on; whole when that cannot be told, from `run`",
  params: runParams,
  response: runStreamSchema,
});
/** `state` is what the run has become: `stopped`, or how it had ended before. */
export const stopChatRun = endpoint({
  method: "POST",
  path: "/v1/chat/runs/:id/stop",
  access: "viewer",
  summary: "Ends an answer; what was produced is kept and charged",
  params: runParams,
  response: z.object({ runId: z.string(), state: runStateSchema }),
});
