import { createId } from "@pulse/contracts/ids";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { type Logger } from "../logger.ts";
import { answerError, handleErrors, type ErrorHandling } from "./error-handler.ts";
import { acceptOnlyJson } from "./json-bodies.ts";
import { answerUnreadable } from "./answer-unreadable.ts";
import { addSecurityHeaders } from "./security-headers.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Aborted when the server starts to close: open streams end, readiness fails. */
    closing: AbortSignal;
  }
}

export interface ServerOptions extends ErrorHandling {
  logger: Logger;
  bodyBytesMax: number;
  /** Addresses or CIDR blocks of the proxies in front; `loopback` for the same machine. */
  trustedProxies: string[];
  /** Time in which a request's head and body must have come. */
  requestTimeoutMs?: number;
}

/**
 * A Fastify server with our defaults: JSON bodies only, nothing coerced or stripped, ids of our own for
 * requests, forwarding headers from named proxies only, security headers, and our error body everywhere.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const logger: FastifyBaseLogger = options.logger;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "requestId",
    }),
    // Lines about a request name its id themselves, so no request pays for a logger of its own.
    childLoggerFactory: (parent) => parent,
    genReqId: () => createId("request"),
    requestIdHeader: false,
    bodyLimit: options.bodyBytesMax,
    trustProxy: options.trustedProxies,
    requestTimeout: options.requestTimeoutMs ?? 30_000,
    // Longer than a load balancer keeps idle connections, so that it never sends into a closed one.
    keepAliveTimeout: 72_000,
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) =>
      void answerError(error, { request, reply, options }),
  });
  const closing = new AbortController();
  app.decorate("closing", closing.signal);
  app.addHook("preClose", async () => closing.abort());
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  acceptOnlyJson(app);
  addSecurityHeaders(app);
  handleErrors(app, options);
  return app;
}
