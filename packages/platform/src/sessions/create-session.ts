import { createId } from "@pulse/contracts/ids";
import { type Transaction } from "@pulse/db/with-workspace";
import { type Visit } from "../context.ts";
import { sessionExpiry } from "./session-lifetime.ts";
import { createToken, hashToken } from "./session-token.ts";

/** Starts a session and returns its secret, which is stored hashed and never seen again. */
export async function createSession(
  transaction: Transaction,
  visit: Pick<Visit, "now" | "ipAddress" | "userAgent">,
  { userId, workspaceId }: { userId: string; workspaceId: string },
): Promise<{ sessionId: string; token: string }> {
  const { now, ipAddress, userAgent } = visit;
  const token = createToken();
  const sessionId = createId("session", now.getTime());
  await transaction.session.create({
    data: {
      id: sessionId,
      token: hashToken(token),
      userId,
      activeWorkspaceId: workspaceId,
      ipAddress,
      userAgent,
      expiresAt: sessionExpiry(now, now),
      createdAt: now,
      updatedAt: now,
    },
  });
  return { sessionId, token };
}
