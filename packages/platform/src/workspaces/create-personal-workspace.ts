import { createId } from "@pulse/contracts/ids";
import { type Locale } from "@pulse/contracts/locales";
import { enterWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { recordAudit } from "../audit/record-audit.ts";
import { type Visit } from "../context.ts";
import { grantTrial } from "../quota/grant-trial.ts";

/**
 * Makes a user's own workspace, with them as its owner and the trial grant, and moves the transaction
 * into it. Returns its id.
 */
export async function createPersonalWorkspace(
  transaction: Transaction,
  visit: Pick<Visit, "now" | "ipAddress" | "userAgent">,
  user: { id: string; name: string; locale: Locale },
): Promise<string> {
  const { now } = visit;
  const workspaceId = createId("workspace", now.getTime());
  await enterWorkspace(transaction, workspaceId);
  const name = personalWorkspaceName(user.name, user.locale);
  await transaction.workspace.create({ data: { id: workspaceId, name, createdAt: now } });
  const memberId = createId("member", now.getTime());
  await transaction.member.create({
    data: { workspaceId, id: memberId, userId: user.id, role: "owner", createdAt: now },
  });
  await grantTrial(transaction, workspaceId, now);
  await recordAudit(transaction, visit, {
    workspaceId,
    actorId: user.id,
    action: "workspace.create",
    entityKind: "workspace",
    entityId: workspaceId,
  });
  return workspaceId;
}

/** What a personal workspace is called at first, in its owner's language. */
export function personalWorkspaceName(userName: string, locale: Locale): string {
  return locale === "ar" ? `مساحة ${userName}` : `${userName}'s workspace`;
}
