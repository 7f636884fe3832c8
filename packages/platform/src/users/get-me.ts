import { type Me, type User } from "@pulse/contracts/account/account";
import { AppError } from "@pulse/contracts/errors";
import { type Identity } from "@pulse/contracts/internal/identity";
import { globalClient } from "@pulse/db/client";
import { type Transaction } from "@pulse/db/with-workspace";
import { type Context } from "../context.ts";
import { queryMemberships } from "../workspaces/list-workspaces.ts";

/** The caller, the workspace they act in, and all of theirs. */
export function getMe(context: Context): Promise<Me> {
  return readMe(globalClient(context.database), context.identity);
}

/** The same inside a transaction, whichever workspace it is in. */
export async function readMe(
  client: Pick<Transaction, "user" | "$queryRaw">,
  { userId, workspaceId, role }: Identity,
): Promise<Me> {
  const user = await client.user.findUnique({ where: { id: userId } });
  const workspaces = await queryMemberships(client, userId);
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
