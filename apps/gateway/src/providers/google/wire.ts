import { z } from "zod";

/** The fields of `generateContent` that Pulse reads, on the Gemini API and on Vertex AI alike. */
const count = z.number().nullish();
const text = z.string().nullish();

export const usageSchema = z.object({
  promptTokenCount: count,
  cachedContentTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  toolUsePromptTokenCount: count,
});
export type GoogleUsage = z.infer<typeof usageSchema>;

export const errorSchema = z.object({
  code: count,
  message: text,
  status: text,
  details: z
    .array(
      z.object({
        reason: text,
        /** `google.rpc.RetryInfo`: a duration such as `3.5s`. */
        retryDelay: text,
        /** `google.rpc.QuotaFailure` */
        violations: z.array(z.object({ quotaId: text })).nullish(),
      }),
    )
    .nullish(),
});
export type GoogleError = z.infer<typeof errorSchema>;

export const errorBodySchema = z.object({ error: errorSchema });

const partSchema = z.object({ text, thought: z.boolean().nullish() });

export const responseSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(partSchema).nullish() }).nullish(),
        finishReason: text,
      }),
    )
    .nullish(),
  promptFeedback: z.object({ blockReason: text }).nullish(),
  usageMetadata: usageSchema.nullish(),
  error: errorSchema.nullish(),
});
export type GoogleResponse = z.infer<typeof responseSchema>;
