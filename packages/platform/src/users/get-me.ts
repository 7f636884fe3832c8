import { type Me, type User } from "@pulse/contracts/account/account";
import { AppError } from "@pulse/contracts/errors";
import { globalClient } from "@pulse/db/client";
import { type Context } from "../context.ts";
import { workspacesOfUser } from "../workspaces/list-workspaces.ts";

/** The caller, the workspace they act in, and all of theirs. */
export async function getMe(context: Context): Promise<Me> {
  const { userId, workspaceId, role } = context.identity;
  const [user, workspaces] = await Promise.all([
    globalClient(context.database).user.findUnique({ where: { id: userId } }),
    workspacesOfUser(context.database, userId),
  ]);
  const workspace = workspaces.find(({ id }) => id === workspaceId);
  if (user === null || workspace === undefined) {
    throw new AppError("unauthenticated", { internal: `${userId} left ${workspaceId}` });
  }
  return { user: describeUser(user), workspace, workspaces, role };
}

interface UserRow extends Omit<User, "createdAt"> {
  createdAt: Date;
}

/** The one way a user is shown. */
export function describeUser(user: UserRow): User {
  const { id, email, name, locale, digits, appearance, createdAt } = user;
  return { id, email, name, locale, digits, appearance, createdAt: createdAt.toISOString() };
}
