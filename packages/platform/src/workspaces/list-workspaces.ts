import { type Role, type Workspace } from "@pulse/contracts/account/account";
import { globalClient } from "@pulse/db/client";
import { type Transaction } from "@pulse/db/with-workspace";
import { type Context } from "../context.ts";

export type Membership = Workspace & { role: Role };

/** Every workspace in which the caller is a member, oldest first. */
export function listWorkspaces(context: Context): Promise<Membership[]> {
  return queryMemberships(globalClient(context.database), context.identity.userId);
}

/** Every workspace in which a user is a member, whichever workspace the transaction is in. */
export async function queryMemberships(
  client: Pick<Transaction, "$queryRaw">,
  userId: string,
): Promise<Membership[]> {
  const rows = await client.$queryRaw<{ id: string; name: string; role: Role; createdAt: Date }[]>`
    SELECT workspace_id AS id, name, role::text AS role, created_at AS "createdAt"
    FROM workspaces_of_user(${userId})`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
