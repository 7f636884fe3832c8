import { type ApiKey } from "@pulse/contracts/account/account";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type Context } from "../context.ts";
import { requireRole } from "../members/require-role.ts";
import { describeApiKey } from "./describe-api-key.ts";

/** The workspace's keys that still work, newest first. Throws `forbidden` below admin. */
export async function listApiKeys(context: Context): Promise<ApiKey[]> {
  requireRole(context, "admin");
  const { workspaceId } = context.identity;
  const rows = await withWorkspace(context.database, workspaceId, (transaction) =>
    transaction.apiKey.findMany({
      where: { workspaceId, revokedAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
  );
  return rows.map(describeApiKey);
}
