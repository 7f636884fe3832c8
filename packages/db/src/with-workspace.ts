import { setTimeout as wait } from "node:timers/promises";
import { type ITXClientDenyList } from "@prisma/client/runtime/client";
import { type Database } from "./client.ts";
import { isRetryable } from "./database-errors.ts";
import { bareClient, type Client } from "./internal/prisma.ts";

/** What runs inside a transaction: every table, and raw queries. */
export type Transaction = Omit<Client, ITXClientDenyList>;

const attemptsMax = 3;
const limits = { maxWait: 2_000, timeout: 10_000 };

/**
 * Runs `work` in one transaction that sees and writes this workspace's rows only (row-level security).
 * After a deadlock or a serialization failure the whole of it runs again, three times at most, so it must
 * touch nothing but the database. Never wait for the outside world in here.
 */
export function withWorkspace<Result>(
  database: Database,
  workspaceId: string,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return retryingOnConflict(() =>
    database[bareClient].$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT set_config('app.workspace_id', ${workspaceId}, true)`;
      return work(transaction);
    }, limits),
  );
}

/** Runs `work` in one transaction over the global tables; tenant tables look empty. Retries like `withWorkspace`. */
export function withoutWorkspace<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return retryingOnConflict(() => database[bareClient].$transaction(work, limits));
}

/**
 * Moves a running transaction into another workspace, for the one act that spans two scopes: making a
 * workspace together with its owner. Rows of the former workspace are out of sight from here on.
 */
export async function enterWorkspace(transaction: Transaction, workspaceId: string): Promise<void> {
  await transaction.$executeRaw`SELECT set_config('app.workspace_id', ${workspaceId}, true)`;
}

async function retryingOnConflict<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attemptsMax || !isRetryable(error)) throw error;
      await wait(Math.random() * 20 * attempt);
    }
  }
}
