import { z } from "zod";
import { unitSchema } from "../billing/plans.ts";
import { endpoint } from "../endpoint.ts";

/** Tools that spend quota; the history is grouped by them. */
export const toolSchema = z.enum(["chat", "api"]);

/**
 * Holds what a call may spend. The hold is `min(available, maximum)`; when less than `minimum` is
 * available the call is refused. The same `holdId` with the same `fingerprint` gets the same answer.
 */
export const reserveOperationSchema = z.strictObject({
  type: z.literal("reserve"),
  workspaceId: z.string(),
  holdId: z.string(),
  fingerprint: z.string(),
  unit: unitSchema,
  minimum: z.int().min(1),
  maximum: z.int().min(1),
  leaseMs: z.int().min(1000),
  model: z.string(),
  tool: toolSchema,
  /** Who spends: the member, and the key when a program calls. */
  userId: z.string(),
  apiKeyId: z.string().nullable(),
});

/** Charges `amount` (0 releases everything) once; a second settle answers with the first result. */
export const settleOperationSchema = z.strictObject({
  type: z.literal("settle"),
  workspaceId: z.string(),
  holdId: z.string(),
  amount: z.int().min(0),
  estimated: z.boolean(),
});

/** Renews a hold's lease, and records what a sweeper should charge if its owner dies. */
export const extendOperationSchema = z.strictObject({
  type: z.literal("extend"),
  workspaceId: z.string(),
  holdId: z.string(),
  leaseMs: z.int().min(1000),
  checkpointAmount: z.int().min(0),
});

export const quotaOperationSchema = z.discriminatedUnion("type", [
  reserveOperationSchema,
  settleOperationSchema,
  extendOperationSchema,
]);
export type ReserveOperation = z.infer<typeof reserveOperationSchema>;
export type SettleOperation = z.infer<typeof settleOperationSchema>;
export type ExtendOperation = z.infer<typeof extendOperationSchema>;
export type QuotaOperation = z.infer<typeof quotaOperationSchema>;

/** `limitSource` names what ran out: the plan's allowance, the trial, or that there is no grant at all. */
export const limitSourceSchema = z.enum(["plan", "trial", "none"]);

export const quotaResultSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("held"), amount: z.int() }),
  z.object({
    outcome: z.literal("refused"),
    available: z.int(),
    limitSource: limitSourceSchema,
    /** When the plan's period ends and its allowance is granted anew; null without a plan. */
    resetsAt: z.string().nullable(),
  }),
  /** `charged` came off grants; `overrun` was booked as a loss because it exceeded what could be charged. */
  z.object({
    outcome: z.literal("settled"),
    charged: z.int(),
    overrun: z.int(),
    late: z.boolean(),
  }),
  z.object({ outcome: z.literal("extended") }),
  /** The hold id is in use with another fingerprint. */
  z.object({ outcome: z.literal("conflict") }),
  z.object({ outcome: z.literal("notFound") }),
  /** The database refused this operation alone; nothing of it was booked. */
  z.object({ outcome: z.literal("failed") }),
]);
export type QuotaResult = z.infer<typeof quotaResultSchema>;

/** POST /internal/quota/batch: operations in, results out in the same order; one plpgsql call, one commit. */
export const quotaBatchRequestSchema = z.strictObject({
  operations: z.array(quotaOperationSchema).min(1).max(500),
});
export const quotaBatchResponseSchema = z.object({ results: z.array(quotaResultSchema) });

export const applyQuotaBatch = endpoint({
  method: "POST",
  path: "/internal/quota/batch",
  access: "service",
  summary: "Reserves, extends and settles holds of any workspaces in one commit",
  body: quotaBatchRequestSchema,
  response: quotaBatchResponseSchema,
});
