import { type AppError } from "@pulse/contracts/errors";
import { createChatCompletion } from "@pulse/contracts/gateway/completions";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { readIdempotencyKey } from "@pulse/runtime/http/idempotency";
import { parseInput } from "@pulse/runtime/http/serve-endpoint";
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { complete } from "../completions/complete.ts";
import { completionErrorOf } from "../completions/completion-error.ts";
import { openCompletion, type StreamingCall } from "../completions/stream-completion.ts";
import { type Services } from "../context.ts";
import { callerOf } from "../plugins/admit-callers.ts";
import { openEvents } from "./event-stream.ts";

/** OpenAI's chat completions. `Idempotency-Key` counts for answers in one piece. */
export function chatCompletionRoutes(app: FastifyInstance, services: Services): void {
  app.route({
    method: createChatCompletion.method,
    url: createChatCompletion.path,
    config: { endpoint: createChatCompletion },
    handler: async (request, reply) => {
      const { body } = parseInput(createChatCompletion, request);
      const identity = callerOf(request);
      using presence = callerPresence(services, request, reply);
      const call = { identity, body, signal: presence.signal };
      try {
        if (body.stream === true) return await stream(services, call, request, reply);
        return await reply.send(await answerOnce(services, call, request));
      } catch (error) {
        // Nobody is left to read a refusal.
        if (reply.raw.destroyed) return reply.hijack();
        throw presence.signal.aborted ? presence.signal.reason : error;
      }
    },
  });
}

async function stream(
  services: Services,
  call: StreamingCall,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const answer = await openCompletion(services.completions, call);
  const locale = localeFromAcceptLanguage(request.headers["accept-language"]);
  const describe = (error: AppError) => completionErrorOf(error, locale, request.id);
  await answer.writeTo(openEvents(reply), describe);
}

async function answerOnce(services: Services, call: StreamingCall, request: FastifyRequest) {
  const { identity, body, signal } = call;
  const answer = () => complete(services.completions, identity, body, signal);
  const idempotencyKey = readIdempotencyKey(request.headers["idempotency-key"]);
  if (idempotencyKey === null) return answer();
  const key = { workspaceId: identity.workspaceId, idempotencyKey };
  return services.idempotentAnswers.answer(key, body, answer);
}

/** Aborts its signal when the caller's connection closes, its credential is revoked or the gateway drains. */
function callerPresence(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Disposable & { signal: AbortSignal } {
  const gone = new AbortController();
  const leave = () => {
    if (!reply.raw.writableFinished) gone.abort(new Error("the caller left"));
  };
  reply.raw.once("close", leave);
  const forget = services.calls.add(callerOf(request), (reason) => gone.abort(reason));
  return {
    signal: gone.signal,
    [Symbol.dispose]() {
      forget();
      reply.raw.off("close", leave);
    },
  };
}
