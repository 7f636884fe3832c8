import { receiptOf, type TokenUsage } from "@pulse/contracts/internal/runs";
import { globalClient, type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { sweepWorkspaceHolds } from "@pulse/platform/quota/sweep-holds";
import { lockRun } from "./queries.ts";

/**
 * Ends runs whose gateway died: `interrupted`, with the last checkpoint's text and charge; nothing is charged
 * where no text had come. Safe in several processes at once. Returns how many were ended.
 */
export async function reapRuns(
  database: Database,
  options: { limit: number; now: Date },
): Promise<number> {
  const { limit, now } = options;
  const stale = await globalClient(database).$queryRaw<{ workspace_id: string; id: string }[]>`
    SELECT workspace_id, id FROM stale_runs(${limit}::int, ${now}::timestamptz)`;
  let reaped = 0;
  for (const { workspace_id: workspaceId, id } of stale) {
    if (await reapRun(database, workspaceId, id, now)) reaped += 1;
  }
  return reaped;
}

function reapRun(
  database: Database,
  workspaceId: string,
  runId: string,
  now: Date,
): Promise<boolean> {
  return withWorkspace(database, workspaceId, async (transaction) => {
    await lockRun(transaction, workspaceId, runId);
    const key = { workspaceId_id: { workspaceId, id: runId } };
    const run = await transaction.run.findUnique({ where: key });
    // A checkpoint or a settle may have come between the look and the lock.
    if (run?.state !== "streaming" || run.leaseUntil > now) return false;
    await sweepWorkspaceHolds(transaction, workspaceId, now);
    const hold = await transaction.hold.findUnique({ where: key, select: { charged: true } });
    const charged = Number(hold?.charged ?? 0);
    const usage = estimatedUsage(charged, run.inputTokensEstimated);
    const ended = {
      state: "interrupted",
      finishReason: null,
      errorCode: "interrupted",
    } as const;
    await transaction.run.update({
      where: key,
      data: { ...ended, ...usage, chargedTokens: charged, endedAt: now },
    });
    if (run.assistantMessageId !== null) {
      await transaction.message.updateMany({
        where: { workspaceId, id: run.assistantMessageId },
        data: { ...ended, ...receiptOf(usage, charged) },
      });
    }
    return true;
  });
}

/** Splits a checkpoint's one figure into what went in and what came out. */
function estimatedUsage(charged: number, inputTokensEstimated: number): TokenUsage {
  const freshInputTokens = Math.min(charged, inputTokensEstimated);
  return {
    freshInputTokens,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: charged - freshInputTokens,
    reasoningTokens: 0,
    estimated: true,
  };
}
