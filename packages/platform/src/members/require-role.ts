import { AppError } from "@pulse/contracts/errors";
import { type Role } from "@pulse/contracts/account/account";
import { type Context } from "../context.ts";

const ranks: Record<Role, number> = { viewer: 0, admin: 1, owner: 2 };

/** Throws `forbidden` unless the caller has at least this role in the active workspace. */
export function requireRole(context: Pick<Context, "identity">, role: Role): void {
  if (hasRole(context.identity.role, role)) return;
  throw new AppError("forbidden", { internal: `${context.identity.role} is not ${role}` });
}

/** Whether a role includes another's rights. */
export function hasRole(actual: Role, wanted: Role): boolean {
  return ranks[actual] >= ranks[wanted];
}

/**
 * Acts on the account itself (devices, profile, keys) are for a person who is signed in: a leaked key
 * must not be able to make another, or to change who it belongs to. Returns the session's id.
 * Throws `forbidden` for a key.
 */
export function requireSession(context: Pick<Context, "identity">): string {
  const { sessionId } = context.identity;
  if (sessionId === null) throw new AppError("forbidden", { internal: "not open to API keys" });
  return sessionId;
}
