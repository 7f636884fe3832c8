import { AppError, type ErrorCode } from "@pulse/contracts/errors";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { errorBodyOf, retryAfterOf } from "./error-body.ts";
import { allowedMethodsOf } from "./known-routes.ts";

export interface ErrorHandling {
  /** Whether an error means that a backing service is away for now: answered as 503. */
  isUnavailable?: (error: unknown) => boolean;
  /** Another body for some routes, such as OpenAI's shape; null keeps ours. */
  bodyOf?: (error: AppError, request: FastifyRequest) => unknown;
}

/** One handler for every error, every unknown path and every unknown method of a server. */
export function handleErrors(app: FastifyInstance, options: ErrorHandling = {}): void {
  const routes = allowedMethodsOf(app);
  app.setErrorHandler((error, request, reply) => answerError(error, { request, reply, options }));
  app.setNotFoundHandler((request, reply) => {
    const methods = routes(request.url);
    if (methods.length === 0)
      return answerError(new AppError("not_found"), { request, reply, options });
    reply.header("allow", methods.join(", "));
    return answerError(new AppError("method_not_allowed"), { request, reply, options });
  });
}

interface Answering {
  request: FastifyRequest;
  reply: FastifyReply;
  options: ErrorHandling;
}

/** Logs an error and answers with its code, its sentence in the reader's language and, where it helps, `Retry-After`. */
export function answerError(thrown: unknown, { request, reply, options }: Answering): FastifyReply {
  const error = toAppError(thrown, options.isUnavailable);
  const locale = localeFromAcceptLanguage(request.headers["accept-language"]);
  logRefusal(error, request);
  const retryAfterS = retryAfterOf(error);
  if (retryAfterS !== null) reply.header("retry-after", retryAfterS);
  // Fastify would cut the connection under a body that is too large; whoever is still sending it, a proxy
  // among them, would then see a broken connection and never this answer. Node drains what is left.
  if (error.code === "too_large") reply.removeHeader("connection");
  const body = options.bodyOf?.(error, request) ?? errorBodyOf(error, locale, request.id);
  return reply
    .status(error.status)
    .headers({ "content-language": locale, vary: "Accept-Language" })
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(body);
}

function logRefusal(error: AppError, request: FastifyRequest): void {
  const facts = { requestId: request.id, code: error.code };
  if (error.code === "internal")
    request.log.error({ ...facts, error: error.cause ?? error }, "request failed");
  else if (error.status >= 500)
    request.log.warn({ ...facts, error: error.cause ?? error }, "request refused");
  else request.log.debug({ ...facts, reason: error.message }, "request refused");
}

const codesOfStatus: Record<number, ErrorCode> = {
  400: "invalid_request",
  404: "not_found",
  405: "method_not_allowed",
  408: "invalid_request",
  413: "too_large",
  // A part of the path that is longer than any of our ids.
  414: "not_found",
  415: "unsupported_media_type",
  431: "too_large",
  503: "unavailable",
};

/** Maps whatever was thrown to a refusal with a code; what is not known is `internal`. */
export function toAppError(
  error: unknown,
  isUnavailable: (error: unknown) => boolean = () => false,
): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) return new AppError("unavailable", { cause: error });
  const code = codesOfStatus[frameworkStatusOf(error)] ?? "internal";
  if (code !== "invalid_request") return new AppError(code, { cause: error });
  return new AppError(code, {
    cause: error,
    details: { fields: [{ path: "", message: "The body is not valid JSON." }] },
  });
}

// Only Fastify's own errors carry a status that may be shown; a library's `statusCode` is not for our callers.
function frameworkStatusOf(error: unknown): number {
  if (!(error instanceof Error) || !("statusCode" in error)) return 500;
  const isFrameworks =
    error instanceof SyntaxError || ("code" in error && String(error.code).startsWith("FST_"));
  return isFrameworks ? Number(error.statusCode) : 500;
}
