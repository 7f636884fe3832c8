import { AppError } from "@pulse/contracts/errors";
import {
  type HistoryMessage,
  type StartRunRequest,
  type StartRunResponse,
} from "@pulse/contracts/internal/runs";
import { type Transaction } from "@pulse/db/with-workspace";
import { branchTo } from "../messages/message-tree.ts";
import { planRun } from "./plan-run.ts";
import { listNodes, readTexts } from "./queries.ts";

export type EarlierRun = NonNullable<Awaited<ReturnType<typeof findEarlierRun>>>;

/** The run that this request made before, by its idempotency key or its own id. */
export function findEarlierRun(transaction: Transaction, request: StartRunRequest) {
  const { workspaceId, userId } = request.identity;
  const { idempotencyKey, runId } = request;
  return transaction.run.findFirst({
    where: {
      workspaceId,
      userId,
      OR: [{ id: runId }, ...(idempotencyKey === null ? [] : [{ idempotencyKey }])],
    },
  });
}

/**
 * Answers a start that came before. The gateway that repeats its own call because it heard no answer gets all
 * that it needs to go on; anybody else is sent to watch the run. Throws `conflict` when the request differs.
 */
export async function answerEarlierStart(
  transaction: Transaction,
  run: EarlierRun,
  request: StartRunRequest,
  requestHash: string,
): Promise<StartRunResponse> {
  if (run.requestHash !== requestHash) {
    throw new AppError("conflict", { internal: `run ${run.id} was started by another request` });
  }
  const { conversationId, userMessageId, assistantMessageId } = run;
  if (conversationId === null || userMessageId === null || assistantMessageId === null) {
    throw new AppError("not_found", { internal: `the conversation of run ${run.id} was deleted` });
  }
  const ids = { runId: run.id, conversationId, userMessageId, assistantMessageId };
  if (run.id !== request.runId || run.state !== "streaming") {
    return { outcome: "existing", ...ids, model: run.model, state: run.state };
  }
  const { workspaceId } = request.identity;
  const nodes = branchTo(await listNodes(transaction, workspaceId, conversationId), userMessageId);
  const texts = await readTexts(
    transaction,
    workspaceId,
    nodes.map((node) => node.id),
  );
  const branch: HistoryMessage[] = nodes.map(({ id, role }) => ({
    role,
    content: texts.get(id) ?? "",
  }));
  return {
    outcome: "started",
    ...ids,
    history: planRun({ ...request, branch }).history,
    heldTokens: run.heldTokens,
    outputTokensMax: run.outputTokensMax,
    inputTokensEstimated: run.inputTokensEstimated,
  };
}
