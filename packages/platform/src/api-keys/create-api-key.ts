import { type ApiKey } from "@pulse/contracts/account/account";
import { createId } from "@pulse/contracts/ids";
import { withWorkspace } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context } from "../context.ts";
import { requireRole, requireSession } from "../members/require-role.ts";
import { hashToken } from "../auth/secret-token.ts";
import { createKeySecret } from "./create-key-secret.ts";
import { describeApiKey } from "./describe-api-key.ts";

/** Makes a key that acts as the caller in the active workspace; only its SHA-256 is kept. Throws `forbidden`. */
export async function createApiKey(
  context: Context,
  { name }: { name: string },
): Promise<{ apiKey: ApiKey; key: string }> {
  requireRole(context, "admin");
  requireSession(context);
  const { workspaceId, userId } = context.identity;
  const { key, prefix } = createKeySecret();
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    const row = await transaction.apiKey.create({
      data: {
        workspaceId,
        id: createId("apiKey", context.now.getTime()),
        name,
        prefix,
        hash: hashToken(key),
        createdBy: userId,
        createdAt: context.now,
      },
    });
    await recordAudit(transaction, context, {
      workspaceId,
      actorId: userId,
      action: "apiKey.create",
      entityKind: "apiKey",
      entityId: row.id,
      details: { name, prefix },
    });
    return { apiKey: describeApiKey(row), key };
  });
}
