import { createId } from "@pulse/contracts/ids";
import { createDatabase, type Database } from "@pulse/db/client";
import { migrate } from "@pulse/db/migrate";
import { ensureRoles } from "@pulse/db/roles";
import { startPostgres } from "@pulse/db/testing/start-postgres";
import { withWorkspace } from "@pulse/db/with-workspace";
import { grantQuota } from "@pulse/platform/quota/grant-quota";

export interface LedgerStand extends AsyncDisposable {
  database: Database;
  appUrl: string;
}

/** A PostgreSQL of the benchmark's own, with every commit on disk before it is answered. */
export async function startLedgerStand(): Promise<LedgerStand> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startPostgres({ durable: true }));
  const { ownerUrl, appUrl } = await ensureRoles({
    superuserUrl: server.url,
    database: "pulse",
    ownerPassword: "owner",
    appPassword: "app",
  });
  await migrate({ ownerUrl });
  const database = stack.use(await createDatabase({ url: appUrl, poolMax: 16 }));
  const running = stack.move();
  return { database, appUrl, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Workspaces with a plan's, a trial's and an add-on's grant each. */
export async function createWorkspaces(
  database: Database,
  count: number,
  grant: { tokens: number; images: number },
): Promise<string[]> {
  const workspaceIds = Array.from({ length: count }, () => createId("workspace"));
  const waiting = [...workspaceIds];
  const work = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      await createWorkspace(database, id, grant);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return workspaceIds;
}

function createWorkspace(
  database: Database,
  workspaceId: string,
  { tokens, images }: { tokens: number; images: number },
): Promise<void> {
  const now = new Date();
  const inMonths = (months: number) => new Date(now.getTime() + months * 30 * 86_400_000);
  return withWorkspace(database, workspaceId, async (transaction) => {
    await transaction.workspace.create({ data: { id: workspaceId, name: "Bench" } });
    const allowance = { tokens, images, videos: 0 };
    const grants = [
      { source: "plan", expiresAt: inMonths(1) },
      { source: "trial", expiresAt: null },
      { source: "addOn", expiresAt: inMonths(12) },
    ] as const;
    for (const { source, expiresAt } of grants) {
      const grant = { workspaceId, source, reference: source, allowance, startsAt: now, expiresAt };
      await grantQuota(transaction, grant, now);
    }
  });
}
