import { type Me } from "@pulse/contracts/account/account";
import { AppError } from "@pulse/contracts/errors";
import { createId } from "@pulse/contracts/ids";
import { type Identity } from "@pulse/contracts/internal/identity";
import { defaultLocale, localeSchema, type Locale } from "@pulse/contracts/locales";
import { enterWorkspace, withoutWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Visit } from "../context.ts";
import { addRevocation } from "../sessions/add-revocation.ts";
import { createSession } from "../sessions/create-session.ts";
import { hashToken } from "../sessions/session-token.ts";
import { readMe } from "../users/get-me.ts";
import { nameFromEmail } from "../users/name-from-email.ts";
import { createPersonalWorkspace } from "../workspaces/create-personal-workspace.ts";
import { queryMemberships } from "../workspaces/list-workspaces.ts";

export interface SignedIn {
  me: Me;
  identity: Identity;
  /** The session's secret: what the browser's cookie carries. */
  sessionToken: string;
}

/**
 * Uses a sign-in link up and starts a session, in one transaction: of parallel uses exactly one succeeds.
 * The first sign-in makes the user, a personal workspace with its owner, and the trial grant. Other links
 * to the same address stop working, and so does the session that the browser had before.
 * Throws `invalid_token` for a link that is unknown, used or expired.
 */
export async function verifyMagicLink(
  visit: Visit,
  input: { token: string; formerSessionToken: string | null },
): Promise<SignedIn> {
  return withoutWorkspace(visit.database, async (transaction) => {
    const { email, locale } = await consumeLink(transaction, visit, input.token);
    const user = await findOrCreateUser(transaction, visit, { email, locale });
    const { id: workspaceId, role } = await findOrCreateHome(transaction, visit, user);
    await enterWorkspace(transaction, workspaceId);
    await endFormerSession(transaction, user.id, input.formerSessionToken);
    const session = await createSession(transaction, visit, { userId: user.id, workspaceId });
    await recordAudit(transaction, visit, {
      workspaceId,
      actorId: user.id,
      action: "session.create",
      entityKind: "session",
      entityId: session.sessionId,
    });
    const { sessionId, token: sessionToken } = session;
    const identity = { userId: user.id, workspaceId, role, sessionId, apiKeyId: null };
    return { me: await readMe(transaction, identity), identity, sessionToken };
  });
}

const linkLockSpace = 7_267_102;

/** Deleting is using: one of many deletes the row. */
async function consumeLink(
  transaction: Transaction,
  visit: Visit,
  token: string,
): Promise<{ email: string; locale: Locale }> {
  const id = hashToken(token);
  // One use per address at a time, or two links of one address would delete each other in a circle.
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(${linkLockSpace}, hashtext(identifier)) FROM verifications WHERE id = ${id}`;
  const [link] = await transaction.$queryRaw<{ identifier: string; value: string }[]>`
    DELETE FROM verifications WHERE id = ${id} AND expires_at > ${visit.now}::timestamptz
    RETURNING identifier, value`;
  if (link === undefined) throw new AppError("invalid_token");
  await transaction.verification.deleteMany({ where: { identifier: link.identifier } });
  const { data: locale = defaultLocale } = localeSchema.safeParse(link.value);
  return { email: link.identifier, locale };
}

interface SigningInUser {
  id: string;
  name: string;
  locale: Locale;
}

async function findOrCreateUser(
  transaction: Transaction,
  { now }: Visit,
  { email, locale }: { email: string; locale: Locale },
): Promise<SigningInUser> {
  const id = createId("user", now.getTime());
  const name = nameFromEmail(email);
  const newcomer = { id, email, emailVerified: true, name, locale, createdAt: now };
  await transaction.user.createMany({ data: [newcomer], skipDuplicates: true });
  // Locked, so that two first sign-ins of one address make one workspace.
  const [user] = await transaction.$queryRaw<SigningInUser[]>`
    SELECT id, name, locale::text AS locale FROM users WHERE email = ${email} FOR UPDATE`;
  if (user === undefined) throw new AppError("invalid_token", { internal: "the user was removed" });
  return user;
}

async function findOrCreateHome(
  transaction: Transaction,
  visit: Visit,
  user: SigningInUser,
): Promise<{ id: string; role: Identity["role"] }> {
  const [home] = await queryMemberships(transaction, user.id);
  if (home !== undefined) return home;
  const id = await createPersonalWorkspace(transaction, visit, user);
  return { id, role: "owner" };
}

/** A cookie from before the sign-in must not stand for the new one, nor stay behind. */
async function endFormerSession(
  transaction: Transaction,
  userId: string,
  token: string | null,
): Promise<void> {
  if (token === null) return;
  const where = { token: hashToken(token), userId };
  const former = await transaction.session.findFirst({ where, select: { id: true } });
  if (former === null) return;
  await transaction.session.delete({ where: { id: former.id } });
  await addRevocation(transaction, { kind: "session", subjectId: former.id });
}
