import { z } from "zod";
import { localeSchema } from "../locales.ts";

/** What a mail job carries; the worker renders the template in the reader's language. */
export const mailJobSchema = z.discriminatedUnion("template", [
  z.strictObject({
    template: z.literal("magic-link"),
    to: z.string(),
    locale: localeSchema,
    url: z.string(),
    expiresInMinutes: z.int(),
  }),
  z.strictObject({
    template: z.enum(["usage-warning", "usage-exhausted"]),
    to: z.string(),
    locale: localeSchema,
    workspaceName: z.string(),
    unit: z.enum(["tokens", "images", "videos"]),
    used: z.int(),
    limit: z.int(),
    resetsAt: z.string().nullable(),
  }),
]);
export type MailJob = z.infer<typeof mailJobSchema>;
