import { z } from "zod";

export const jobKindSchema = z.enum(["mail"]);
export type JobKind = z.infer<typeof jobKindSchema>;

/** What travels through the queue: a hint where to look. The job's row is the truth. */
export const jobMessageSchema = z.strictObject({
  jobId: z.string(),
  workspaceId: z.string(),
  kind: jobKindSchema,
});
export type JobMessage = z.infer<typeof jobMessageSchema>;
