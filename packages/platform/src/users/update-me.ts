import { type Me, type updateMe as contract } from "@pulse/contracts/account/account";
import { type BodyOf } from "@pulse/contracts/endpoint";
import { withWorkspace } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context } from "../context.ts";
import { requireSession } from "../members/require-role.ts";
import { definedFields } from "./defined-fields.ts";
import { getMe } from "./get-me.ts";

/** Changes the caller's own profile; what is absent stays. Throws `forbidden` for a key. */
export async function updateMe(context: Context, changes: BodyOf<typeof contract>): Promise<Me> {
  requireSession(context);
  const { userId, workspaceId } = context.identity;
  await withWorkspace(context.database, workspaceId, async (transaction) => {
    await transaction.user.update({ where: { id: userId }, data: definedFields(changes) });
    await recordAudit(transaction, context, {
      workspaceId,
      actorId: userId,
      action: "user.update",
      entityKind: "user",
      entityId: userId,
      details: { fields: Object.keys(definedFields(changes)) },
    });
  });
  return getMe(context);
}
