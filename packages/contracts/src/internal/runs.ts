import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { runStateSchema, receiptSchema, runSettingsSchema, type Receipt } from "../gateway/runs.ts";
import { idOf } from "../ids.ts";
import { identitySchema } from "./identity.ts";
import { limitSourceSchema } from "./quota.ts";

/** Lease of a run's hold: checkpoints renew it; past it the reaper takes the run for orphaned. */
export const runLeaseMs = 30_000;
/** How often the gateway saves the partial text. */
export const checkpointEveryMs = 2_000;
/** An answer cut below this many tokens is not worth starting. */
export const outputTokensMin = 256;
/** Output cap of a member who set none, so that one answer does not hold a whole allowance. */
export const outputTokensDefault = 8_192;

/**
 * POST /internal/runs. The gateway sends ids it made (so that a retry is the same run) and the catalogue
 * facts the api needs to size the hold; the api answers with the history to send to the provider.
 */
export const startRunRequestSchema = z.strictObject({
  identity: identitySchema,
  runId: z.string(),
  gatewayId: z.string(),
  idempotencyKey: z.string().nullable(),
  conversationId: z.string().nullable(),
  /** Absent = below the active leaf; null = a first message; a message's id = answer or branch below it. */
  parentId: z.string().nullable().optional(),
  /** Null regenerates: `parentId` is then the user message that gets another answer. */
  content: z.string().nullable(),
  model: z.string(),
  provider: z.string(),
  settings: runSettingsSchema,
  contextWindow: z.int(),
  outputTokensMax: z.int(),
});
export type StartRunRequest = z.infer<typeof startRunRequestSchema>;

export const historyMessageSchema = z.object({
  role: z.enum(["user", "assistant"]),
  content: z.string(),
});
export type HistoryMessage = z.infer<typeof historyMessageSchema>;

export const startRunResponseSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("started"),
    runId: z.string(),
    conversationId: z.string(),
    userMessageId: z.string(),
    assistantMessageId: z.string(),
    history: z.array(historyMessageSchema),
    heldTokens: z.int(),
    /** Output cap that still fits the hold: what to send to the provider. */
    outputTokensMax: z.int(),
    inputTokensEstimated: z.int(),
  }),
  /** The same idempotency key and body came before: watch that run. */
  z.object({
    outcome: z.literal("existing"),
    runId: z.string(),
    conversationId: z.string(),
    userMessageId: z.string(),
    assistantMessageId: z.string(),
    model: z.string(),
    state: runStateSchema,
  }),
  z.object({
    outcome: z.literal("refused"),
    available: z.int(),
    required: z.int(),
    limitSource: limitSourceSchema,
    resetsAt: z.string().nullable(),
  }),
]);
export type StartRunResponse = z.infer<typeof startRunResponseSchema>;

/** POST /internal/runs/:id/checkpoint: saves the partial text, renews the lease. */
export const checkpointRunRequestSchema = z.strictObject({
  workspaceId: z.string(),
  sequence: z.int().min(0),
  content: z.string(),
  reasoning: z.string(),
  /** What to charge if the gateway dies now. */
  chargedTokensEstimated: z.int().min(0),
});
export type CheckpointRunRequest = z.infer<typeof checkpointRunRequestSchema>;
/** Other than `streaming`: the run was ended meanwhile, and this checkpoint changed nothing. */
export const checkpointRunResponseSchema = z.object({ state: runStateSchema });

/** Disjoint buckets: each token stands in exactly one. */
export const tokenUsageSchema = z.object({
  freshInputTokens: z.int().min(0),
  cacheReadTokens: z.int().min(0),
  cacheWriteTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  reasoningTokens: z.int().min(0),
  estimated: z.boolean(),
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;

/** Every token counts once, whatever its bucket. */
export function totalTokens(usage: TokenUsage): number {
  return (
    usage.freshInputTokens +
    usage.cacheReadTokens +
    usage.cacheWriteTokens +
    usage.outputTokens +
    usage.reasoningTokens
  );
}

/** What the user sees of a usage, with what the ledger charged for it. */
export function receiptOf(usage: TokenUsage, chargedTokens: number): Receipt {
  return {
    inputTokens: usage.freshInputTokens + usage.cacheReadTokens + usage.cacheWriteTokens,
    cachedInputTokens: usage.cacheReadTokens,
    outputTokens: usage.outputTokens + usage.reasoningTokens,
    reasoningTokens: usage.reasoningTokens,
    chargedTokens,
    estimated: usage.estimated,
  };
}

/** POST /internal/runs/:id/settle: idempotent by the run's id. */
export const settleRunRequestSchema = z.strictObject({
  workspaceId: z.string(),
  state: z.enum(["completed", "stopped", "failed", "interrupted"]),
  sequence: z.int().min(0),
  content: z.string(),
  reasoning: z.string(),
  finishReason: z.string().nullable(),
  errorCode: z.string().nullable(),
  usage: tokenUsageSchema,
  /** 0 for failed, blocked and empty answers. */
  chargedTokens: z.int().min(0),
});
export type SettleRunRequest = z.infer<typeof settleRunRequestSchema>;
export const settleRunResponseSchema = z.object({ state: runStateSchema, receipt: receiptSchema });

export type SettleRunResponse = z.infer<typeof settleRunResponseSchema>;

/**
 * GET /internal/runs/:id?workspaceId=&userId=: what is stored of a run that this gateway does not hold. A run of
 * another member is not found.
 */
export const storedRunQuerySchema = z.strictObject({
  workspaceId: z.string(),
  userId: z.string(),
});
export const storedRunResponseSchema = z.object({
  runId: z.string(),
  conversationId: z.string(),
  userMessageId: z.string(),
  assistantMessageId: z.string(),
  model: z.string(),
  state: runStateSchema,
  sequence: z.int(),
  content: z.string(),
  reasoning: z.string(),
  finishReason: z.string().nullable(),
  errorCode: z.string().nullable(),
  receipt: receiptSchema.nullable(),
});
export type StoredRun = z.infer<typeof storedRunResponseSchema>;

const runParams = z.object({ id: idOf("run") });

export const startRun = endpoint({
  method: "POST",
  path: "/internal/runs",
  access: "service",
  summary: "Starts a run and holds its quota; repeating it is the same run",
  body: startRunRequestSchema,
  response: startRunResponseSchema,
});
export const checkpointRun = endpoint({
  method: "POST",
  path: "/internal/runs/:id/checkpoint",
  access: "service",
  summary: "Saves what a run has so far and renews its lease",
  params: runParams,
  body: checkpointRunRequestSchema,
  response: checkpointRunResponseSchema,
});
export const settleRun = endpoint({
  method: "POST",
  path: "/internal/runs/:id/settle",
  access: "service",
  summary: "Ends a run and charges it, once",
  params: runParams,
  body: settleRunRequestSchema,
  response: settleRunResponseSchema,
});
export const getStoredRun = endpoint({
  method: "GET",
  path: "/internal/runs/:id",
  access: "service",
  summary: "A member's run as it is stored",
  params: runParams,
  query: storedRunQuerySchema,
  response: storedRunResponseSchema,
});
