import { AppError } from "@pulse/contracts/errors";
import { type RunState } from "@pulse/contracts/gateway/runs";
import { runLeaseMs, type CheckpointRunRequest } from "@pulse/contracts/internal/runs";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { extendHold } from "@pulse/platform/quota/extend-hold";
import { lockRun } from "./queries.ts";

/**
 * Saves what an answer has so far and renews the run's lease and its hold's. A checkpoint that comes late
 * cannot shorten the text: only a higher sequence number writes. Returns the run's state; other than
 * `streaming`, nothing was changed. Throws `not_found`.
 */
export function checkpointRun(
  database: Database,
  runId: string,
  checkpoint: CheckpointRunRequest,
  now: Date,
): Promise<{ state: RunState }> {
  const { workspaceId, sequence, content, reasoning } = checkpoint;
  return withWorkspace(database, workspaceId, async (transaction) => {
    const isFound = await lockRun(transaction, workspaceId, runId);
    if (!isFound) throw new AppError("not_found", { internal: `run ${runId} in ${workspaceId}` });
    const key = { workspaceId_id: { workspaceId, id: runId } };
    const run = await transaction.run.findUniqueOrThrow({ where: key });
    if (run.state !== "streaming") return { state: run.state };
    await transaction.run.update({
      where: key,
      data: {
        leaseUntil: new Date(now.getTime() + runLeaseMs),
        lastSequence: Math.max(run.lastSequence, sequence),
      },
    });
    if (sequence > run.lastSequence && run.assistantMessageId !== null) {
      await transaction.message.updateMany({
        where: { workspaceId, id: run.assistantMessageId },
        data: { content, reasoning },
      });
    }
    const isEmpty = content === "" && reasoning === "";
    await extendHold(
      transaction,
      {
        type: "extend",
        workspaceId,
        holdId: runId,
        leaseMs: runLeaseMs,
        // Nothing is charged for an empty answer.
        checkpointAmount: isEmpty ? 0 : checkpoint.chargedTokensEstimated,
      },
      now,
    );
    return { state: "streaming" };
  });
}
