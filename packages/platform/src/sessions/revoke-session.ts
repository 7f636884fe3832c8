import { AppError } from "@pulse/contracts/errors";
import { withWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context } from "../context.ts";
import { requireSession } from "../members/require-role.ts";
import { addRevocation } from "./add-revocation.ts";

/** Signs one of the caller's devices out. Throws `not_found` for a session that is not theirs. */
export async function revokeSession(context: Context, sessionId: string): Promise<void> {
  requireSession(context);
  await endSessions(context, "session.revoke", { id: sessionId }, (ended) => {
    if (ended.length === 0) throw new AppError("not_found", { internal: `session ${sessionId}` });
  });
}

/** Signs every other device of the caller out. */
export async function revokeOtherSessions(context: Context): Promise<void> {
  const currentId = requireSession(context);
  await endSessions(context, "session.revoke", { id: { not: currentId } });
}

/** Ends the session that asks. */
export async function signOut(context: Context): Promise<void> {
  const currentId = requireSession(context);
  await endSessions(context, "session.signOut", { id: currentId });
}

async function endSessions(
  context: Context,
  action: string,
  which: { id: string | { not: string } },
  check: (ended: { id: string }[]) => void = () => {},
): Promise<void> {
  const { database, identity } = context;
  await withWorkspace(database, identity.workspaceId, async (transaction) => {
    const where = { ...which, userId: identity.userId };
    const ended = await transaction.session.findMany({ where, select: { id: true } });
    check(ended);
    await transaction.session.deleteMany({ where: { id: { in: ended.map(({ id }) => id) } } });
    for (const { id } of ended) await revokeOne(transaction, context, { action, id });
  });
}

async function revokeOne(
  transaction: Transaction,
  context: Context,
  { action, id }: { action: string; id: string },
): Promise<void> {
  const { userId, workspaceId } = context.identity;
  await addRevocation(transaction, { kind: "session", subjectId: id });
  await recordAudit(transaction, context, {
    workspaceId,
    actorId: userId,
    action,
    entityKind: "session",
    entityId: id,
  });
}
