import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@pulse/contracts/errors";
import { globalClient, type Database } from "@pulse/db/client";
import { type FastifyInstance } from "fastify";
import { type Services } from "../context.ts";

const pingTimeoutMs = 2_000;

/** Whether the process lives, and whether it should get requests: not while it drains or lacks its database. */
export function healthRoutes(app: FastifyInstance, { database }: Pick<Services, "database">): void {
  app.get("/v1/health", async () => ({ status: "ok" }));
  app.get("/v1/health/ready", async () => {
    await assertReady(app, database);
    return { status: "ready" };
  });
}

/** Throws `unavailable` while the server closes or the database does not answer in time. */
export async function assertReady(app: FastifyInstance, database: Database): Promise<void> {
  if (app.closing.aborted) throw new AppError("unavailable", { internal: "draining" });
  const ping = globalClient(database).$queryRaw`SELECT 1`;
  const timer = new AbortController();
  const tooLate = delay(pingTimeoutMs, "late", { signal: timer.signal }).catch(() => "done");
  try {
    const first = await Promise.race([ping, tooLate]);
    if (first === "late") throw new AppError("unavailable", { internal: "the database is slow" });
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError("unavailable", { cause });
  } finally {
    timer.abort();
    // Its failure was told above, or comes after we stopped waiting.
    ping.catch(() => {});
  }
}
