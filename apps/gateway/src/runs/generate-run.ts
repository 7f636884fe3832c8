import { setTimeout as delay } from "node:timers/promises";
import { AppError, type ErrorCode } from "@pulse/contracts/errors";
import { type SettleRunRequest, type SettleRunResponse } from "@pulse/contracts/internal/runs";
import { type Logger } from "@pulse/runtime/logger";
import { type ProviderEvent } from "../providers/provider.ts";
import { ProviderError } from "../providers/provider-error.ts";
import { type CheckpointParts, keepCheckpoints } from "./checkpoint-run.ts";
import { type Conclusion, concludeRun, type Ending } from "./conclude-run.ts";
import { type Run } from "./run.ts";

export interface GenerationParts extends CheckpointParts {
  /** Settles in the ledger, repeated until it is booked. */
  settle: (runId: string, settlement: SettleRunRequest) => Promise<SettleRunResponse>;
  /** How long a stopped provider may still tell its count. */
  stopDrainMs: number;
  /** How long watchers wait for the receipt before they are told the end without it. */
  receiptWaitMs: number;
  onEnd: (state: Conclusion["state"]) => void;
  nowMs: () => number;
  logger: Logger;
}

/**
 * Reads an answer to its end into the run, whoever watches; saves it on the way, settles it, and tells the
 * watchers. Never throws: every way to end is an ending of the run.
 */
export async function generateRun(
  run: Run,
  stream: (signal: AbortSignal) => AsyncIterable<ProviderEvent[]>,
  parts: GenerationParts,
): Promise<void> {
  const over = new AbortController();
  const checkpoints = keepCheckpoints(run, parts, over.signal);
  const ending = await readAnswer(run, stream, parts);
  over.abort();
  await checkpoints;
  run.flush();
  const conclusion = concludeRun(ending, run.answerFacts());
  const settling = settleRun(run, conclusion, parts);
  const settled = await withinMs(settling, parts.receiptWaitMs);
  run.end(conclusion, settled?.receipt ?? null, parts.nowMs());
  parts.onEnd(conclusion.state);
  await settling;
}

async function readAnswer(
  run: Run,
  stream: (signal: AbortSignal) => AsyncIterable<ProviderEvent[]>,
  parts: GenerationParts,
): Promise<Ending> {
  const upstream = new AbortController();
  void run.whenEndRequested.then(async (request) => {
    if (request === "stopped") await delay(parts.stopDrainMs);
    upstream.abort();
  });
  try {
    for await (const events of stream(upstream.signal)) run.take(events);
    return run.naturalEnding();
  } catch (error) {
    if (run.endRequest !== null) return run.naturalEnding();
    logFailure(run, error, parts.logger);
    return { kind: "failed", code: codeOf(error) };
  }
}

async function settleRun(
  run: Run,
  conclusion: Conclusion,
  parts: GenerationParts,
): Promise<SettleRunResponse | null> {
  const { state, finishReason, errorCode, usage, chargedTokens } = conclusion;
  const settlement: SettleRunRequest = {
    workspaceId: run.facts.workspaceId,
    state,
    sequence: run.doneSequence,
    content: run.content,
    reasoning: run.reasoning,
    finishReason,
    errorCode,
    usage,
    chargedTokens,
  };
  try {
    return await parts.settle(run.id, settlement);
  } catch (error) {
    parts.logger.error({ runId: run.id, chargedTokens, error }, "a run was not settled");
    return null;
  }
}

async function withinMs<Result>(
  promise: Promise<Result>,
  timeoutMs: number,
): Promise<Result | null> {
  const over = new AbortController();
  const timeout = delay(timeoutMs, null, { signal: over.signal }).catch(() => null);
  const result = await Promise.race([promise, timeout]);
  over.abort();
  return result;
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : "internal";
}

function logFailure(run: Run, error: unknown, logger: Logger): void {
  const facts = { runId: run.id, model: run.facts.started.model, error };
  if (!(error instanceof ProviderError)) logger.error(facts, "a run failed");
  else if (error.needsOperator) logger.error(facts, "a provider refuses our account");
  else logger.warn(facts, "a provider failed");
}
