import { AppError } from "@pulse/contracts/errors";
import {
  receiptOf,
  type SettleRunRequest,
  type SettleRunResponse,
} from "@pulse/contracts/internal/runs";
import { type Database } from "@pulse/db/client";
import { withWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { settleHold } from "@pulse/platform/quota/settle-hold";
import { lockRun } from "./queries.ts";
import { storedReceipt } from "./stored-receipt.ts";

/**
 * Ends a run: the final text and usage, and the charge, in one transaction. Once: a second settle answers with the
 * first result. After the reaper it is late but welcome: the true text, usage and charge replace its estimate.
 * The receipt's `chargedTokens` is what the ledger took. Throws `not_found`.
 */
export function settleRun(
  database: Database,
  runId: string,
  request: SettleRunRequest,
  now: Date,
): Promise<SettleRunResponse> {
  const { workspaceId, usage } = request;
  return withWorkspace(database, workspaceId, async (transaction) => {
    const isFound = await lockRun(transaction, workspaceId, runId);
    if (!isFound) throw new AppError("not_found", { internal: `run ${runId} in ${workspaceId}` });
    const key = { workspaceId_id: { workspaceId, id: runId } };
    const run = await transaction.run.findUniqueOrThrow({ where: key });
    if (run.state !== "streaming" && !(await wasReaped(transaction, workspaceId, runId))) {
      return { state: run.state, receipt: storedReceipt(run) };
    }
    const result = await settleHold(
      transaction,
      {
        type: "settle",
        workspaceId,
        holdId: runId,
        amount: request.chargedTokens,
        estimated: usage.estimated,
      },
      now,
    );
    if (result.outcome !== "settled") throw new Error(`hold of run ${runId}: ${result.outcome}`);
    const { state, finishReason, errorCode } = request;
    await transaction.run.update({
      where: key,
      data: {
        ...usage,
        state,
        finishReason,
        errorCode,
        lastSequence: request.sequence,
        chargedTokens: result.charged,
        endedAt: now,
      },
    });
    const receipt = receiptOf(usage, result.charged);
    if (run.assistantMessageId !== null) {
      const { content, reasoning } = request;
      await transaction.message.updateMany({
        where: { workspaceId, id: run.assistantMessageId },
        data: { content, reasoning, state, finishReason, errorCode, ...receipt },
      });
    }
    return { state, receipt };
  });
}

/** The sweeper leaves a hold `expired`; whatever the gateway settled itself is final. */
async function wasReaped(
  transaction: Transaction,
  workspaceId: string,
  runId: string,
): Promise<boolean> {
  const hold = await transaction.hold.findUnique({
    where: { workspaceId_id: { workspaceId, id: runId } },
    select: { state: true },
  });
  return hold?.state === "expired";
}
