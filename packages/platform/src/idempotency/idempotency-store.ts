import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import {
  type IdempotencyClaim,
  type IdempotencyScope,
  type IdempotencyStore,
} from "@pulse/runtime/http/idempotency";
import { type ResponseSeal } from "./response-seal.ts";

/** A claim this old belongs to a process that died in the middle; the key may be tried again. */
const abandonedAfterMs = 60_000;

/** Keeps the answers given to keys in Postgres, sealed, because some carry a secret that is shown once. */
export function createIdempotencyStore(
  database: Database,
  seal: ResponseSeal,
  nowMs: () => number = Date.now,
): IdempotencyStore {
  return {
    claim: (scope, requestHash) => claimKey({ database, seal, nowMs }, scope, requestHash),
    finish: async (scope, response) => {
      const responseBody = seal.seal(JSON.stringify(response), labelOf(scope));
      await withWorkspace(database, scope.workspaceId, (transaction) =>
        transaction.idempotencyKey.updateMany({ where: scope, data: { responseBody } }),
      );
    },
    release: async (scope) => {
      await withWorkspace(database, scope.workspaceId, (transaction) =>
        transaction.idempotencyKey.deleteMany({ where: scope }),
      );
    },
  };
}

interface Parts {
  database: Database;
  seal: ResponseSeal;
  nowMs: () => number;
}

function claimKey(
  { database, seal, nowMs }: Parts,
  scope: IdempotencyScope,
  requestHash: string,
): Promise<IdempotencyClaim> {
  const createdAt = new Date(nowMs());
  return withWorkspace(database, scope.workspaceId, async (transaction) => {
    const row = { ...scope, requestHash, createdAt };
    const { count } = await transaction.idempotencyKey.createMany({
      data: [row],
      skipDuplicates: true,
    });
    if (count === 1) return { outcome: "claimed" };
    const earlier = await transaction.idempotencyKey.findFirstOrThrow({ where: scope });
    const common = { requestHash: earlier.requestHash };
    if (typeof earlier.responseBody === "string") {
      const response: unknown = JSON.parse(seal.open(earlier.responseBody, labelOf(scope)));
      return { outcome: "done", response, ...common };
    }
    const taken = await transaction.idempotencyKey.updateMany({
      where: { ...scope, requestHash, createdAt: { lt: new Date(nowMs() - abandonedAfterMs) } },
      data: { createdAt },
    });
    return taken.count === 1 ? { outcome: "claimed" } : { outcome: "running", ...common };
  });
}

// Binds the sealed text to its row, so that it cannot be moved to another.
function labelOf({ workspaceId, userId, operation, key }: IdempotencyScope): string {
  return JSON.stringify([workspaceId, userId, operation, key]);
}
