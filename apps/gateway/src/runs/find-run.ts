import { AppError } from "@pulse/contracts/errors";
import { type StoredRun } from "@pulse/contracts/internal/runs";
import { type InternalApi } from "../internal-api/internal-api.ts";
import { type Run } from "./run.ts";
import { type RunRegistry } from "./run-registry.ts";

/** Seconds after which the reaper has surely ended a run whose gateway died. */
const orphanRetryAfterS = 5;

/**
 * A run that this process holds, or what is stored of one that ended. Throws `not_found` for a run of
 * anyone else, and `unavailable` for one that still streams but not here: its gateway died, and the reaper
 * will end it, or another gateway holds it.
 */
export async function findRun(
  parts: { registry: RunRegistry; api: InternalApi },
  runId: string,
  owner: { workspaceId: string; userId: string },
): Promise<Run | StoredRun> {
  const run = await parts.registry.find(runId, owner);
  if (run) return run;
  const stored = await parts.api.getStoredRun(runId, owner);
  if (stored.state === "streaming") {
    const internal = `run ${runId} streams, but not in this process`;
    throw new AppError("unavailable", { internal, details: { retryAfterS: orphanRetryAfterS } });
  }
  return stored;
}
