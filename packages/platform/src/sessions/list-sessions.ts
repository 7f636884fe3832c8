import { type z } from "zod";
import { type sessionSchema } from "@pulse/contracts/account/account";
import { type Context } from "../context.ts";
import { requireSession } from "../members/require-role.ts";
import { querySessions } from "./query-sessions.ts";

/** The devices on which the caller is signed in, the most recently used first. Throws `forbidden` for a key. */
export async function listSessions(context: Context): Promise<z.input<typeof sessionSchema>[]> {
  const currentId = requireSession(context);
  const { adapter } = await context.auth.library.$context;
  const sessions = await querySessions(adapter, context.identity.userId);
  return sessions
    .filter(({ expiresAt }) => expiresAt > context.now)
    .map(({ id, ipAddress, userAgent, createdAt, updatedAt }) => ({
      id,
      isCurrent: id === currentId,
      ipAddress: ipAddress ?? null,
      userAgent: userAgent ?? null,
      createdAt: createdAt.toISOString(),
      lastSeenAt: updatedAt.toISOString(),
    }));
}
