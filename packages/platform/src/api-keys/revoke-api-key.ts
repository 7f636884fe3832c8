import { AppError } from "@pulse/contracts/errors";
import { withWorkspace } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context } from "../context.ts";
import { requireRole, requireSession } from "../members/require-role.ts";
import { addRevocation } from "../sessions/add-revocation.ts";

/** Ends a key for good; gateways hear of it within 5 s. Throws `forbidden`, and `not_found` when it is no working key of this workspace. */
export async function revokeApiKey(context: Context, id: string): Promise<void> {
  requireRole(context, "admin");
  requireSession(context);
  const { workspaceId, userId } = context.identity;
  await withWorkspace(context.database, workspaceId, async (transaction) => {
    const { count } = await transaction.apiKey.updateMany({
      where: { workspaceId, id, revokedAt: null },
      data: { revokedAt: context.now },
    });
    if (count === 0) throw new AppError("not_found", { internal: `api key ${id}` });
    await addRevocation(transaction, { kind: "apiKey", subjectId: id });
    await recordAudit(transaction, context, {
      workspaceId,
      actorId: userId,
      action: "apiKey.revoke",
      entityKind: "apiKey",
      entityId: id,
    });
  });
}
