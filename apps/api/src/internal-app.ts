import { isDatabaseUnavailable } from "@pulse/db/database-errors";
import { createServer } from "@pulse/runtime/http/create-server";
import { type FastifyInstance } from "fastify";
import { type Services } from "./context.ts";
import { admitServices } from "./plugins/admit-services.ts";
import { identityRoutes } from "./routes/internal/identities.ts";
import { internalHealthRoutes } from "./routes/internal/health.ts";
import { internalQuotaRoutes } from "./routes/internal/quota.ts";
import { internalRunRoutes } from "./routes/internal/runs.ts";

/** A run's whole text travels in its checkpoints. */
const bodyBytesMax = 16 * 1024 * 1024;

/** What the gateway asks of the api, on a port of its own that no public path reaches. */
export function createInternalApp(services: Services): FastifyInstance {
  const { config, logger } = services;
  const app = createServer({
    logger,
    bodyBytesMax,
    trustedProxies: [],
    isUnavailable: isDatabaseUnavailable,
  });
  admitServices(app, config.internalServiceToken);
  internalHealthRoutes(app, services);
  identityRoutes(app, services);
  internalQuotaRoutes(app, services);
  internalRunRoutes(app, services);
  return app;
}
