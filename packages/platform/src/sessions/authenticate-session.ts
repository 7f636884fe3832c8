import { type Identity } from "@pulse/contracts/internal/identity";
import { globalClient, type Database } from "@pulse/db/client";
import { isSeenStale, sessionExpiry } from "./session-lifetime.ts";
import { hashToken } from "./session-token.ts";

interface SessionRow {
  id: string;
  userId: string;
  activeWorkspaceId: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  workspaceId: string;
  role: Identity["role"];
}

export type Authentication =
  | { outcome: "known"; identity: Identity }
  | { outcome: "unknown" }
  /** The session is good, but the asked workspace is not one of its user's. */
  | { outcome: "foreignWorkspace" };

/**
 * Who a session's cookie stands for, in the asked workspace or else the session's active one. One query;
 * use is noted so that the session's idle time starts anew.
 */
export async function authenticateSession(
  database: Database,
  { token, workspaceId }: { token: string; workspaceId: string | null },
  now: Date,
): Promise<Authentication> {
  const rows = await findMemberships(database, token, now);
  const [session] = rows;
  if (session === undefined) return { outcome: "unknown" };
  const wanted = workspaceId ?? session.activeWorkspaceId;
  const active = rows.find((row) => row.workspaceId === wanted) ?? (workspaceId ? null : session);
  if (active === null) return { outcome: "foreignWorkspace" };
  if (isSeenStale(session.lastSeenAt, now)) await noteUse(database, session, now);
  return {
    outcome: "known",
    identity: {
      userId: session.userId,
      workspaceId: active.workspaceId,
      role: active.role,
      sessionId: session.id,
      apiKeyId: null,
    },
  };
}

/** The session once per workspace of its user. */
function findMemberships(database: Database, token: string, now: Date): Promise<SessionRow[]> {
  return globalClient(database).$queryRaw<SessionRow[]>`
    SELECT s.id, s.user_id AS "userId", s.active_workspace_id AS "activeWorkspaceId",
      s.created_at AS "createdAt", s.updated_at AS "lastSeenAt",
      w.workspace_id AS "workspaceId", w.role::text AS role
    FROM sessions s CROSS JOIN LATERAL workspaces_of_user(s.user_id) w
    WHERE s.token = ${hashToken(token)} AND s.expires_at > ${now}::timestamptz`;
}

async function noteUse(database: Database, session: SessionRow, now: Date): Promise<void> {
  await globalClient(database).session.updateMany({
    where: { id: session.id },
    data: { updatedAt: now, expiresAt: sessionExpiry(session.createdAt, now) },
  });
}
