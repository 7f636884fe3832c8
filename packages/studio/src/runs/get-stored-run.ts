import { AppError } from "@pulse/contracts/errors";
import { type StoredRun } from "@pulse/contracts/internal/runs";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { storedReceipt } from "./stored-receipt.ts";

/** A member's run as the database knows it. Throws `not_found`, also for another member's and a deleted one. */
export function getStoredRun(
  database: Database,
  key: { workspaceId: string; userId: string; runId: string },
): Promise<StoredRun> {
  const { workspaceId, userId, runId } = key;
  return withWorkspace(database, workspaceId, async (transaction) => {
    const run = await transaction.run.findFirst({ where: { workspaceId, id: runId, userId } });
    const { userMessageId = null, assistantMessageId = null } = run ?? {};
    const message =
      assistantMessageId === null
        ? null
        : await transaction.message.findFirst({ where: { workspaceId, id: assistantMessageId } });
    if (run === null || userMessageId === null || message === null) {
      throw new AppError("not_found", { internal: `run ${runId} of ${userId} in ${workspaceId}` });
    }
    return {
      runId,
      conversationId: message.conversationId,
      userMessageId,
      assistantMessageId: message.id,
      model: run.model,
      state: run.state,
      sequence: run.lastSequence,
      content: message.content,
      reasoning: message.reasoning,
      finishReason: run.finishReason,
      errorCode: run.errorCode,
      receipt: run.state === "streaming" ? null : storedReceipt(run),
    };
  });
}
