import { type Identity } from "@pulse/contracts/internal/identity";
import { globalClient, type Database } from "@pulse/db/client";
import { type Auth } from "../auth/create-auth.ts";
import { queryMemberships } from "../workspaces/list-workspaces.ts";
import { readSession, type Session } from "./read-session.ts";
import { isSeenStale, sessionExpiry } from "./session-lifetime.ts";

export type Authentication =
  | { outcome: "known"; identity: Identity }
  | { outcome: "unknown" }
  /** The session is good, but the asked workspace is not one of its user's. */
  | { outcome: "foreignWorkspace" };

/**
 * Who a session's cookie stands for, in the asked workspace or else the session's active one. Use is noted
 * so that the session's idle time starts anew.
 */
export async function authenticateSession(
  { auth, database }: { auth: Auth; database: Database },
  { cookie, workspaceId }: { cookie: string; workspaceId: string | null },
  now: Date,
): Promise<Authentication> {
  const session = await readSession(auth, cookie, now);
  if (session === null) return { outcome: "unknown" };
  const { id: sessionId, userId } = session;
  const memberships = await queryMemberships(globalClient(database), userId);
  const [oldest] = memberships;
  if (oldest === undefined) return { outcome: "unknown" };
  const wanted = workspaceId ?? session.activeWorkspaceId;
  const active = memberships.find(({ id }) => id === wanted) ?? (workspaceId ? null : oldest);
  if (active === null) return { outcome: "foreignWorkspace" };
  if (isSeenStale(session.updatedAt, now)) await noteUse(auth, session, now);
  const { id, role } = active;
  return {
    outcome: "known",
    identity: { userId, workspaceId: id, role, sessionId, apiKeyId: null },
  };
}

async function noteUse(auth: Auth, session: Session, now: Date): Promise<void> {
  const { internalAdapter } = await auth.library.$context;
  await internalAdapter.updateSession(session.token, {
    updatedAt: now,
    expiresAt: sessionExpiry(session.createdAt, now),
  });
}
