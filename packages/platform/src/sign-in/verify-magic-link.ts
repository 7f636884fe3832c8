import { type Me } from "@pulse/contracts/account/account";
import { AppError } from "@pulse/contracts/errors";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type Locale } from "@pulse/contracts/locales";
import { withoutWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { isAPIError } from "better-auth/api";
import { type Act } from "../auth/create-auth.ts";
import { hashToken } from "../auth/secret-token.ts";
import { type Visit } from "../context.ts";
import { endSession } from "../sessions/end-session.ts";
import { readSession } from "../sessions/read-session.ts";
import { readMe } from "../users/get-me.ts";
import { queryMemberships } from "../workspaces/list-workspaces.ts";

export interface SignedIn {
  me: Me;
  identity: Identity;
  /** The `Set-Cookie` that hands the new session to the browser. */
  sessionCookie: string;
}

/**
 * Uses a sign-in link up and starts a session, in one transaction: of parallel uses exactly one succeeds.
 * The first sign-in makes the user, a personal workspace with its owner, and the trial grant. Other links
 * to the same address stop working, and so does the session that the browser had before.
 * Throws `invalid_token` for a link that is unknown, used or expired.
 */
export async function verifyMagicLink(
  visit: Visit,
  input: { token: string; formerCookie: string | null },
): Promise<SignedIn> {
  return withoutWorkspace(visit.database, async (transaction) => {
    const link = await lockLink(transaction, input.token);
    const scope = { transaction, visit: { ...visit, locale: link.locale ?? visit.locale } };
    return visit.auth.within(scope, async (act) => {
      const { userId, sessionId, sessionCookie } = await useLink(act, input.token);
      await act.adapter.deleteMany({
        model: "verification",
        where: [{ field: "value", value: link.value }],
      });
      await endFormerSession(transaction, visit, { act, userId, cookie: input.formerCookie });
      // A session begins in its user's oldest workspace.
      const [home] = await queryMemberships(transaction, userId);
      if (home === undefined) throw new Error(`session ${sessionId} began without a workspace`);
      const { id: workspaceId, role } = home;
      const identity = { userId, workspaceId, role, sessionId, apiKeyId: null };
      return { me: await readMe(transaction, identity), identity, sessionCookie };
    });
  });
}

const linkLockSpace = 7_267_102;

/**
 * Finds a link as the library stores it, without using it up. One use per address at a time from here on:
 * links to one address carry one value, and two of them would delete each other in a circle.
 */
async function lockLink(
  transaction: Transaction,
  token: string,
): Promise<{ value: string; locale: Locale | null }> {
  const identifier = `magic-link:${hashToken(token)}`;
  const [link] = await transaction.$queryRaw<{ value: string; locale: Locale | null }[]>`
    SELECT value, locale::text AS locale, pg_advisory_xact_lock(${linkLockSpace}, hashtext(value))::text
    FROM verifications WHERE identifier = ${identifier}`;
  if (link === undefined) throw new AppError("invalid_token");
  return link;
}

async function useLink(
  { api }: Act,
  token: string,
): Promise<{ userId: string; sessionId: string; sessionCookie: string }> {
  try {
    const { headers, response } = await api.magicLinkVerify({
      query: { token },
      headers: new Headers(),
      returnHeaders: true,
    });
    const [sessionCookie] = headers.getSetCookie();
    if (sessionCookie === undefined) throw new Error("a session was begun without a cookie");
    return { userId: response.user.id, sessionId: response.session.id, sessionCookie };
  } catch (error) {
    throw isRefusedLink(error) ? new AppError("invalid_token", { cause: error }) : error;
  }
}

/** The library refuses a link by a redirect that names the reason. */
function isRefusedLink(error: unknown): boolean {
  if (!isAPIError(error) || error.status !== "FOUND") return false;
  const location = new Headers(error.headers).get("location") ?? "";
  return new URLSearchParams(location.split("?")[1]).get("error") === "INVALID_TOKEN";
}

/** A cookie from before the sign-in must not stand for the new one, nor stay behind. */
async function endFormerSession(
  transaction: Transaction,
  visit: Visit,
  { act, userId, cookie }: { act: Act; userId: string; cookie: string | null },
): Promise<void> {
  const former = cookie === null ? null : await readSession(visit.auth, cookie, visit.now);
  if (former?.userId === userId) await endSession(transaction, act, former.id);
}
