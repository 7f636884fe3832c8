import { isDatabaseUnavailable } from "@pulse/db/database-errors";
import { createServer } from "@pulse/runtime/http/create-server";
import { measureRequests } from "@pulse/runtime/http/measure-requests";
import { describeApi } from "@pulse/runtime/http/openapi";
import { type FastifyInstance } from "fastify";
import { type Services } from "./context.ts";
import { admitCallers } from "./plugins/admit-callers.ts";
import { apiKeyRoutes } from "./routes/account/api-keys.ts";
import { authRoutes } from "./routes/account/auth.ts";
import { meRoutes } from "./routes/account/me.ts";
import { workspaceRoutes } from "./routes/account/workspaces.ts";
import { healthRoutes } from "./routes/health.ts";
import { planRoutes } from "./routes/plans.ts";
import { conversationRoutes } from "./routes/studio/conversations.ts";
import { usageRoutes } from "./routes/usage.ts";

const bodyBytesMax = 1024 * 1024;

/** The public api: everything under `/api` of the one origin. */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config, logger, metrics } = services;
  const app = createServer({
    logger,
    bodyBytesMax,
    trustedProxies: config.trustedProxies,
    isUnavailable: isDatabaseUnavailable,
  });
  measureRequests(app, metrics);
  await describeApi(app, {
    title: "Pulse API",
    description: "Accounts, workspaces, conversations and usage of Pulse.",
    publicPrefix: "/api",
  });
  healthRoutes(app, services);
  await app.register(async (scope) => {
    scope.decorate("idempotency", services.idempotency);
    admitCallers(scope, services);
    authRoutes(scope, services);
    meRoutes(scope, services);
    workspaceRoutes(scope);
    apiKeyRoutes(scope);
    planRoutes(scope);
    usageRoutes(scope, services);
    conversationRoutes(scope);
  });
  return app;
}
