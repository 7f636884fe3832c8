import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { instantSchema, pageOf, shortListQuerySchema } from "../lists.ts";
import { addOnSchema, planIdSchema, planSchema, unitSchema } from "./plans.ts";

export const usageLevelSchema = z.enum(["ok", "warning", "exhausted"]);
export type UsageLevel = z.infer<typeof usageLevelSchema>;

/** One unit's meter: `remaining = limit - used - held`; `percent` counts used and held, 0 to 100, floored. */
export const meterSchema = z.object({
  limit: z.int(),
  used: z.int(),
  held: z.int(),
  remaining: z.int(),
  percent: z.int(),
  level: usageLevelSchema,
});
export type Meter = z.infer<typeof meterSchema>;

export const usageSchema = z.object({
  plan: planIdSchema.nullable(),
  /** The plan's period; without a plan, from the workspace's start with no end. */
  period: z.object({ start: instantSchema, end: instantSchema.nullable() }),
  tokens: meterSchema,
  images: meterSchema,
  videos: meterSchema,
});
export type Usage = z.infer<typeof usageSchema>;

export const usageHistoryQuerySchema = z.strictObject({
  by: z.enum(["day", "model", "member", "tool"]).default("day"),
  unit: unitSchema.default("tokens"),
});
/** `key` is a day (YYYY-MM-DD, UTC), a model id, a user id or a tool (`chat`, `api`); `label` is what to show. */
export const usageHistorySchema = z.object({
  items: z.array(z.object({ key: z.string(), label: z.string(), used: z.int(), runs: z.int() })),
  total: z.int(),
});

/** A grant as its owner sees it, in the order in which it will be spent. */
export const grantSchema = z.object({
  id: z.string(),
  unit: unitSchema,
  source: z.enum(["plan", "addOn", "trial", "adjustment"]),
  amount: z.int(),
  used: z.int(),
  held: z.int(),
  remaining: z.int(),
  startsAt: instantSchema,
  expiresAt: instantSchema.nullable(),
});

/** 80 % = warning, 100 % = exhausted; an empty limit is exhausted. */
export function meterOf(limit: number, used: number, held: number): Meter {
  const remaining = limit - used - held;
  const percent = limit <= 0 ? 100 : Math.min(100, Math.floor(((used + held) * 100) / limit));
  const level: UsageLevel = remaining <= 0 ? "exhausted" : percent >= 80 ? "warning" : "ok";
  return { limit, used, held, remaining, percent, level };
}

export const listPlans = endpoint({
  method: "GET",
  path: "/v1/plans",
  access: "public",
  summary: "Plans and add-ons with prices in fils",
  response: z.object({ plans: z.array(planSchema), addOns: z.array(addOnSchema) }),
});
export const getUsage = endpoint({
  method: "GET",
  path: "/v1/usage",
  access: "viewer",
  summary: "The meter of the active workspace",
  response: usageSchema,
});
export const getUsageHistory = endpoint({
  method: "GET",
  path: "/v1/usage/history",
  access: "viewer",
  summary: "What was charged in the period, grouped",
  query: usageHistoryQuerySchema,
  response: usageHistorySchema,
});
export const listGrants = endpoint({
  method: "GET",
  path: "/v1/usage/grants",
  access: "viewer",
  summary: "Grants in spending order",
  query: shortListQuerySchema,
  response: pageOf(grantSchema),
});
/** Recomputes every balance of the workspace from its ledger entries. */
export const verifyLedger = endpoint({
  method: "GET",
  path: "/v1/usage/verify",
  access: "viewer",
  summary: "Proof that the meter and the ledger agree",
  response: z.object({
    ok: z.boolean(),
    checkedEntries: z.int(),
    differences: z.array(
      z.object({ what: z.string(), id: z.string(), expected: z.int(), actual: z.int() }),
    ),
  }),
});
/** Server-sent events: `usage` with the shape of `getUsage`, at once, on every change and every 30 s at the latest. */
export const usageEventsPath = "/v1/usage/events";
export const watchUsage = endpoint({
  method: "GET",
  path: usageEventsPath,
  access: "viewer",
  summary: "The meter, pushed whenever it changes (server-sent events)",
  response: usageSchema,
});
