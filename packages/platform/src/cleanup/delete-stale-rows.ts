import { globalClient, type Database } from "@pulse/db/client";
import { withoutWorkspace, withWorkspace } from "@pulse/db/with-workspace";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long each kind of row is kept past its use. */
const keptMs = {
  /** Gateways ask for revocations every second; access tokens live five minutes. */
  revocations: dayMs,
  throttles: dayMs,
  idempotencyKeys: dayMs,
  finishedJobs: 14 * dayMs,
} as const;
const workspacesMax = 1_000;

/**
 * Deletes what nobody needs any more: ended sessions and sign-in links, revocations that every token has
 * outlived, old throttles, idempotency keys past a day, jobs finished two weeks ago. Safe to repeat and in
 * several processes at once.
 */
export async function deleteStaleRows(database: Database, now: Date): Promise<void> {
  const before = (ageMs: number) => new Date(now.getTime() - ageMs);
  await withoutWorkspace(database, async (transaction) => {
    await transaction.session.deleteMany({ where: { expiresAt: { lt: now } } });
    await transaction.verification.deleteMany({ where: { expiresAt: { lt: now } } });
    await transaction.revocation.deleteMany({
      where: { createdAt: { lt: before(keptMs.revocations) } },
    });
    await transaction.throttle.deleteMany({
      where: { windowStart: { lt: before(keptMs.throttles) } },
    });
  });
  const keysBefore = before(keptMs.idempotencyKeys);
  const jobsBefore = before(keptMs.finishedJobs);
  const stale = await globalClient(database).$queryRaw<{ workspace_id: string }[]>`
    SELECT workspace_id FROM workspaces_with_stale_rows(
      ${workspacesMax}::int, ${keysBefore}::timestamptz, ${jobsBefore}::timestamptz)`;
  for (const { workspace_id: workspaceId } of stale) {
    await withWorkspace(database, workspaceId, async (transaction) => {
      await transaction.idempotencyKey.deleteMany({
        where: { workspaceId, createdAt: { lt: keysBefore } },
      });
      await transaction.job.deleteMany({
        where: { workspaceId, finishedAt: { lt: jobsBefore } },
      });
    });
  }
}
