import { type Context } from "../context.ts";

/** Whose meter is asked for, and at what instant. */
export type QuotaReader = Pick<Context, "database" | "now"> & {
  identity: Pick<Context["identity"], "workspaceId">;
};
