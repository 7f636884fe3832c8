import { setTimeout as delay } from "node:timers/promises";
import {
  type CheckpointRunRequest,
  checkpointEveryMs,
  runLeaseMs,
  totalTokens,
} from "@pulse/contracts/internal/runs";
import { type Logger } from "@pulse/runtime/logger";
import { usageOf } from "./conclude-run.ts";
import { type Run } from "./run.ts";

export interface CheckpointParts {
  saveCheckpoint: (runId: string, checkpoint: CheckpointRunRequest) => Promise<unknown>;
  logger: Logger;
}

/** A silent run is saved only as often as its lease asks for. */
const silentCheckpointsMax = Math.floor(runLeaseMs / 3 / checkpointEveryMs);

/**
 * Saves the partial answer about every two seconds and with it renews the lease, until the signal aborts.
 * A failed save is left to the next one: the stream never waits for it.
 */
export async function keepCheckpoints(
  run: Run,
  parts: CheckpointParts,
  signal: AbortSignal,
): Promise<void> {
  let savedSequence = -1;
  let silentCheckpoints = 0;
  while (await isDelayOver(checkpointEveryMs, signal)) {
    const sequence = run.log.lastSequence;
    silentCheckpoints = sequence === savedSequence ? silentCheckpoints + 1 : 0;
    if (silentCheckpoints > 0 && silentCheckpoints < silentCheckpointsMax) continue;
    silentCheckpoints = 0;
    if (await isSaved(run, sequence, parts)) savedSequence = sequence;
  }
}

async function isSaved(run: Run, sequence: number, parts: CheckpointParts): Promise<boolean> {
  const facts = run.answerFacts();
  const estimate = facts.hasText || facts.hasReasoning ? totalTokens(usageOf(facts)) : 0;
  try {
    await parts.saveCheckpoint(run.id, {
      workspaceId: run.facts.workspaceId,
      sequence,
      content: run.content,
      reasoning: run.reasoning,
      chargedTokensEstimated: Math.min(estimate, run.facts.heldTokens),
    });
    return true;
  } catch (error) {
    parts.logger.warn({ runId: run.id, error }, "a checkpoint could not be saved");
    return false;
  }
}

async function isDelayOver(delayMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(delayMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
