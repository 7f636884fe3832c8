import { type AppError } from "@pulse/contracts/errors";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { createServer } from "@pulse/runtime/http/create-server";
import { measureRequests } from "@pulse/runtime/http/measure-requests";
import { describeApi } from "@pulse/runtime/http/openapi";
import { type FastifyInstance, type FastifyRequest } from "fastify";
import { completionErrorOf } from "./completions/completion-error.ts";
import { type Services } from "./context.ts";
import { admitCallers } from "./plugins/admit-callers.ts";
import { chatCompletionRoutes } from "./routes/chat-completions.ts";
import { chatRunRoutes } from "./routes/chat-runs.ts";
import { healthRoutes } from "./routes/health.ts";
import { modelRoutes } from "./routes/models.ts";

/** Room for a million tokens of Arabic in UTF-8. */
const bodyBytesMax = 8 * 1024 * 1024;
/** Programs speak OpenAI's dialect here, refusals included. */
const openAiPaths = ["/v1/chat/completions", "/v1/models"];

/** The public gateway: everything under `/gateway` of the one origin. */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config, logger, metrics } = services;
  const app = createServer({
    logger,
    bodyBytesMax,
    trustedProxies: config.trustedProxies,
    bodyOf: openAiBodyOf,
  });
  measureRequests(app, metrics);
  await describeApi(app, {
    title: "Pulse Gateway",
    description: "Chat runs and OpenAI-compatible completions over every configured provider.",
    publicPrefix: "/gateway",
  });
  healthRoutes(app, services);
  await app.register(async (scope) => {
    admitCallers(scope, services.authentication);
    modelRoutes(scope, services);
    chatCompletionRoutes(scope, services);
    chatRunRoutes(scope, services);
  });
  return app;
}

function openAiBodyOf(error: AppError, request: FastifyRequest): unknown {
  if (!openAiPaths.some((path) => request.url.startsWith(path))) return null;
  const locale = localeFromAcceptLanguage(request.headers["accept-language"]);
  return { error: completionErrorOf(error, locale, request.id) };
}
