import { AppError } from "@pulse/contracts/errors";
import { globalClient } from "@pulse/db/client";
import { isDatabaseUnavailable } from "@pulse/db/database-errors";
import { createServer } from "@pulse/runtime/http/create-server";
import { type FastifyInstance } from "fastify";
import { type Services } from "./context.ts";

/** Health and metrics, on a port that no public path reaches. */
export function createHealthApp(services: Services): FastifyInstance {
  const { logger, metrics, database } = services;
  const app = createServer({
    logger,
    bodyBytesMax: 1024,
    trustedProxies: [],
    isUnavailable: isDatabaseUnavailable,
  });
  app.get("/v1/health", async () => ({ status: "ok" }));
  app.get("/v1/health/ready", async () => {
    if (app.closing.aborted) throw new AppError("unavailable", { internal: "draining" });
    await globalClient(database).$queryRaw`SELECT 1`;
    return { status: "ready" };
  });
  app.get("/metrics", async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.metrics();
  });
  return app;
}
