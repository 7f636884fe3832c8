import { createId } from "@pulse/contracts/ids";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type Database } from "@pulse/db/client";
import { withoutWorkspace, withWorkspace } from "@pulse/db/with-workspace";
import { grantQuota } from "@pulse/platform/quota/grant-quota";
import { createPersonalWorkspace } from "@pulse/platform/workspaces/create-personal-workspace";

/** Signs a new person up, as at a first sign-in, and gives the workspace more tokens than its trial. */
export async function createMember(
  database: Database,
  options: { extraTokens?: number } = {},
): Promise<Identity> {
  const id = createId("user");
  const now = new Date();
  const workspaceId = await withoutWorkspace(database, async (transaction) => {
    await transaction.user.create({ data: { id, email: `${id}@example.com`, name: "Layla" } });
    const visit = { now, ipAddress: "127.0.0.1", userAgent: null };
    return createPersonalWorkspace(transaction, visit, { id, name: "Layla", locale: "ar" });
  });
  const { extraTokens = 0 } = options;
  if (extraTokens > 0) {
    const allowance = { tokens: extraTokens, images: 0, videos: 0 };
    const grant = { workspaceId, source: "adjustment", reference: "test", allowance } as const;
    await withWorkspace(database, workspaceId, (transaction) =>
      grantQuota(transaction, { ...grant, startsAt: now, expiresAt: null }, now),
    );
  }
  return { userId: id, workspaceId, role: "owner", sessionId: createId("session"), apiKeyId: null };
}

/** Lets another person into a workspace, as an owner unless said otherwise. */
export async function joinWorkspace(
  database: Database,
  workspaceId: string,
  role: Identity["role"] = "owner",
): Promise<Identity> {
  const person = await createMember(database);
  await withWorkspace(database, workspaceId, (transaction) =>
    transaction.member.create({
      data: { workspaceId, id: createId("member"), userId: person.userId, role },
    }),
  );
  return { ...person, workspaceId, role };
}
