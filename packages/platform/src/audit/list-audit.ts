import { type z } from "zod";
import { type auditEntrySchema } from "@pulse/contracts/account/account";
import { type PageQuery } from "@pulse/contracts/lists";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type Context } from "../context.ts";
import { requireRole } from "../members/require-role.ts";
import { afterCursor, pageFrom, type Page } from "../lists/keyset-page.ts";

/** The audit log of the active workspace, newest first. Throws `forbidden` below owner. */
export async function listAudit(
  context: Context,
  page: PageQuery,
): Promise<Page<z.input<typeof auditEntrySchema>>> {
  requireRole(context, "owner");
  const { workspaceId } = context.identity;
  return withWorkspace(context.database, workspaceId, async (transaction) => {
    const entries = await transaction.auditEntry.findMany({
      where: { workspaceId, ...afterCursor(page.cursor, "createdAt") },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: page.limit + 1,
    });
    const actorIds = [...new Set(entries.flatMap((entry) => entry.actorId ?? []))];
    const users = await transaction.user.findMany({
      where: { id: { in: actorIds } },
      select: { id: true, name: true, email: true },
    });
    const actors = new Map(users.map((user) => [user.id, user]));
    const items = entries.map((entry) => ({
      ...entry,
      actor: actors.get(entry.actorId ?? "") ?? null,
      createdAt: entry.createdAt.toISOString(),
    }));
    return pageFrom(items, page.limit, (item) => item.createdAt);
  });
}
