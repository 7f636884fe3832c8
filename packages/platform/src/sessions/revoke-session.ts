import { AppError } from "@pulse/contracts/errors";
import { withWorkspace } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context } from "../context.ts";
import { requireSession } from "../members/require-role.ts";
import { endSession } from "./end-session.ts";
import { querySessions } from "./query-sessions.ts";

/** Signs one of the caller's devices out. Throws `not_found` for a session that is not theirs. */
export async function revokeSession(context: Context, sessionId: string): Promise<void> {
  requireSession(context);
  const ended = await endSessions(context, "session.revoke", (id) => id === sessionId);
  if (ended === 0) throw new AppError("not_found", { internal: `session ${sessionId}` });
}

/** Signs every other device of the caller out. */
export async function revokeOtherSessions(context: Context): Promise<void> {
  const currentId = requireSession(context);
  await endSessions(context, "session.revoke", (id) => id !== currentId);
}

/** Ends the session that asks. */
export async function signOut(context: Context): Promise<void> {
  const currentId = requireSession(context);
  await endSessions(context, "session.signOut", (id) => id === currentId);
}

/** Ends those of the caller's sessions that are meant, and returns how many. */
async function endSessions(
  context: Context,
  action: string,
  isMeant: (sessionId: string) => boolean,
): Promise<number> {
  const { userId, workspaceId } = context.identity;
  return withWorkspace(context.database, workspaceId, (transaction) =>
    context.auth.within({ transaction, visit: context }, async (act) => {
      const sessions = await querySessions(act.adapter, userId);
      const meant = sessions.filter(({ id }) => isMeant(id));
      for (const { id } of meant) {
        await endSession(transaction, act, id);
        await recordAudit(transaction, context, {
          workspaceId,
          actorId: userId,
          action,
          entityKind: "session",
          entityId: id,
        });
      }
      return meant.length;
    }),
  );
}
