import { type z } from "zod";
import { type sessionSchema } from "@pulse/contracts/account/account";
import { globalClient } from "@pulse/db/client";
import { type Context } from "../context.ts";
import { requireSession } from "../members/require-role.ts";

/** The devices on which the caller is signed in, the most recently used first. Throws `forbidden` for a key. */
export async function listSessions(context: Context): Promise<z.input<typeof sessionSchema>[]> {
  const currentId = requireSession(context);
  const sessions = await globalClient(context.database).session.findMany({
    where: { userId: context.identity.userId, expiresAt: { gt: context.now } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    select: { id: true, ipAddress: true, userAgent: true, createdAt: true, updatedAt: true },
  });
  return sessions.map(({ id, ipAddress, userAgent, createdAt, updatedAt }) => ({
    id,
    isCurrent: id === currentId,
    ipAddress,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: updatedAt.toISOString(),
  }));
}
