import { z } from "zod";

const environmentSchema = z.object({
  PUBLIC_ORIGIN: z.url().default("http://localhost:3000"),
  SUPPORT_EMAIL: z.email().optional(),
});

/** Whether `next dev` runs, which needs more than the strict policy allows. */
export const isDevelopment = process.env.NODE_ENV === "development";

export interface Config {
  /** Scheme, host and port that browsers see; links in mails and pictures for sharing start with it. */
  publicOrigin: string;
  /** Where people write to the operator; null when none is configured. */
  supportEmail: string | null;
}

/** Reads the environment; throws when a value has the wrong form. Server only. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const { PUBLIC_ORIGIN, SUPPORT_EMAIL } = environmentSchema.parse({
    PUBLIC_ORIGIN: environment.PUBLIC_ORIGIN || undefined,
    SUPPORT_EMAIL: environment.SUPPORT_EMAIL || undefined,
  });
  return { publicOrigin: PUBLIC_ORIGIN.replace(/\/+$/, ""), supportEmail: SUPPORT_EMAIL ?? null };
}
