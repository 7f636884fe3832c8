import { createId } from "@pulse/contracts/ids";
import { type Locale } from "@pulse/contracts/locales";
import { enterWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { createToken } from "../auth/secret-token.ts";
import { type Visit } from "../context.ts";
import { createPersonalWorkspace } from "../workspaces/create-personal-workspace.ts";
import { queryMemberships } from "../workspaces/list-workspaces.ts";
import { sessionExpiry } from "./session-lifetime.ts";

/**
 * What a new session is, in whichever way its user signed in: its secret, its lifetime, its device and the
 * workspace it begins in. A user without a workspace gets their own, with the trial grant. Leaves the
 * transaction in that workspace.
 */
export async function beginSession(
  transaction: Transaction,
  visit: Pick<Visit, "now" | "ipAddress" | "userAgent">,
  userId: string,
) {
  const { now, ipAddress, userAgent } = visit;
  const activeWorkspaceId = await findOrCreateHome(transaction, visit, userId);
  await enterWorkspace(transaction, activeWorkspaceId);
  const id = createId("session", now.getTime());
  await recordAudit(transaction, visit, {
    workspaceId: activeWorkspaceId,
    actorId: userId,
    action: "session.create",
    entityKind: "session",
    entityId: id,
  });
  return {
    id,
    token: createToken(),
    activeWorkspaceId,
    ipAddress,
    userAgent,
    createdAt: now,
    updatedAt: now,
    expiresAt: sessionExpiry(now, now),
  };
}

async function findOrCreateHome(
  transaction: Transaction,
  visit: Pick<Visit, "now" | "ipAddress" | "userAgent">,
  userId: string,
): Promise<string> {
  // Locked, so that two first sign-ins of one user make one workspace.
  const [user] = await transaction.$queryRaw<{ id: string; name: string; locale: Locale }[]>`
    SELECT id, name, locale::text AS locale FROM users WHERE id = ${userId} FOR UPDATE`;
  if (user === undefined) throw new Error(`user ${userId} was removed while signing in`);
  const [home] = await queryMemberships(transaction, userId);
  return home?.id ?? createPersonalWorkspace(transaction, visit, user);
}
