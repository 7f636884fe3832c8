import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@pulse/contracts/errors";

/** Whose key it is, and for which operation: the same key elsewhere is another key. */
export interface IdempotencyScope {
  workspaceId: string;
  userId: string;
  /** Method and path pattern, such as `POST /v1/api-keys`. */
  operation: string;
  key: string;
}

export type IdempotencyClaim =
  | { outcome: "claimed" }
  | { outcome: "done"; requestHash: string; response: unknown }
  | { outcome: "running"; requestHash: string };

/** Remembers the answers given to keys; `claim` lets exactly one of many concurrent callers through. */
export interface IdempotencyStore {
  claim: (scope: IdempotencyScope, requestHash: string) => Promise<IdempotencyClaim>;
  finish: (scope: IdempotencyScope, response: unknown) => Promise<void>;
  /** Frees a key whose work failed, so that it may be tried again. */
  release: (scope: IdempotencyScope) => Promise<void>;
}

const keyLengthMax = 255;
const runningRetryAfterS = 1;
/** How long, and how often, a call waits for the one under way with the same key. */
const runningWaitMs = 5_000;
const runningAskEveryMs = 50;

/**
 * Runs `work` once per key: the same key with the same request gets the first answer again, waiting for it
 * while it is under way; another request under the key is a conflict, and so is one whose first call takes
 * longer than that wait (then with `Retry-After`). A refusal is not remembered. Throws `conflict`.
 */
export async function runOnce<Result>(
  store: IdempotencyStore,
  call: { scope: IdempotencyScope; request: unknown },
  work: () => Promise<Result>,
): Promise<Result> {
  const { scope } = call;
  const claim = await claimInTurn(store, scope, hashRequest(call.request));
  // The store kept what `work` itself answered earlier.
  if (claim.outcome === "done") return claim.response as Result;
  const result = await runOrRelease(store, scope, work);
  await store.finish(scope, result);
  return result;
}

/** Claims the key, or waits until the call that holds it has answered or failed. */
async function claimInTurn(
  store: IdempotencyStore,
  scope: IdempotencyScope,
  requestHash: string,
): Promise<Exclude<IdempotencyClaim, { outcome: "running" }>> {
  const until = performance.now() + runningWaitMs;
  while (true) {
    const claim = await store.claim(scope, requestHash);
    if (claim.outcome === "claimed") return claim;
    if (claim.requestHash !== requestHash) {
      throw new AppError("conflict", { internal: "idempotency key used for another request" });
    }
    if (claim.outcome === "done") return claim;
    if (performance.now() > until) {
      throw new AppError("conflict", { details: { retryAfterS: runningRetryAfterS } });
    }
    await delay(runningAskEveryMs);
  }
}

async function runOrRelease<Result>(
  store: IdempotencyStore,
  scope: IdempotencyScope,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // The refusal is what matters; a claim that cannot be freed ages out by itself.
    await store.release(scope).catch(() => {});
    throw error;
  }
}

/** Reads an `Idempotency-Key` header; null when absent. Throws `invalid_request` when it is no printable ASCII of a sane length. */
export function readIdempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (
    typeof header === "string" &&
    header.length <= keyLengthMax &&
    /^[\x21-\x7e]+$/.test(header)
  ) {
    return header;
  }
  const message = `expected 1 to ${keyLengthMax} printable ASCII characters`;
  throw new AppError("invalid_request", {
    details: { fields: [{ path: "Idempotency-Key", message }] },
  });
}

/** SHA-256 (hex) of a parsed request; the order of an object's fields does not matter. */
export function hashRequest(request: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(request, sortFields) ?? "")
    .digest("hex");
}

function sortFields(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
