import { z } from "zod";
import { filsSchema } from "../money.ts";

/** What quota is counted in. */
export const unitSchema = z.enum(["tokens", "images", "videos"]);
export type Unit = z.infer<typeof unitSchema>;
export const units = unitSchema.options;

export const allowanceSchema = z.object({ tokens: z.int(), images: z.int(), videos: z.int() });
export type Allowance = z.infer<typeof allowanceSchema>;

export const planIdSchema = z.enum(["starter", "pro", "creator"]);
export type PlanId = z.infer<typeof planIdSchema>;
export const addOnIdSchema = z.enum(["tokens-200k", "images-10", "video-1"]);
export type AddOnId = z.infer<typeof addOnIdSchema>;

export const planSchema = z.object({
  id: planIdSchema,
  priceFils: filsSchema,
  allowance: allowanceSchema,
});
export const addOnSchema = z.object({
  id: addOnIdSchema,
  priceFils: filsSchema,
  grant: allowanceSchema,
});
export type Plan = z.infer<typeof planSchema>;
export type AddOn = z.infer<typeof addOnSchema>;

/** The catalogue: edited here and nowhere else; the seed copies it into the database. */
export const plans: readonly Plan[] = [
  { id: "starter", priceFils: 3000, allowance: { tokens: 150_000, images: 10, videos: 2 } },
  { id: "pro", priceFils: 5000, allowance: { tokens: 400_000, images: 30, videos: 5 } },
  { id: "creator", priceFils: 7000, allowance: { tokens: 1_000_000, images: 60, videos: 10 } },
];

export const addOns: readonly AddOn[] = [
  { id: "tokens-200k", priceFils: 1000, grant: { tokens: 200_000, images: 0, videos: 0 } },
  { id: "images-10", priceFils: 1000, grant: { tokens: 0, images: 10, videos: 0 } },
  { id: "video-1", priceFils: 1000, grant: { tokens: 0, images: 0, videos: 1 } },
];

/** One-time grant of every new workspace, so that the first chat works before any payment. */
export const trialAllowance: Allowance = { tokens: 10_000, images: 1, videos: 0 };

/** An add-on lives this many months from its purchase. */
export const addOnMonths = 12;
