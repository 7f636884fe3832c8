import { type AppError } from "@pulse/contracts/errors";
import { createChatCompletion } from "@pulse/contracts/gateway/completions";
import { type Identity } from "@pulse/contracts/internal/identity";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { readIdempotencyKey } from "@pulse/runtime/http/idempotency";
import { parseInput } from "@pulse/runtime/http/serve-endpoint";
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { complete } from "../completions/complete.ts";
import { completionErrorOf } from "../completions/completion-error.ts";
import { type KeyOwner } from "../completions/idempotent-answers.ts";
import { openCompletion, type StreamingCall } from "../completions/stream-completion.ts";
import { type Services } from "../context.ts";
import { callerOf } from "../plugins/admit-callers.ts";
import { openEvents } from "./event-stream.ts";

/** OpenAI's chat completions, in one piece or as a stream; `Idempotency-Key` counts for both. */
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
        // A stream that has begun told its failure itself.
        if (reply.sent) return;
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
  const locale = localeFromAcceptLanguage(request.headers["accept-language"]);
  const describe = (error: AppError) => completionErrorOf(error, locale, request.id);
  const tell = async (onFrames: (frames: string) => void) => {
    const answer = await openCompletion(services.completions, call);
    return answer.writeTo(openEvents(reply), { describe, onFrames });
  };
  const owner = keyOwnerOf(call.identity, request);
  if (owner === null) {
    await tell(() => {});
    return;
  }
  const frames = await services.idempotentAnswers.answer(owner, call, async () => {
    let told = "";
    const error = await tell((more) => (told += more));
    if (error) throw error;
    return told;
  });
  if (!reply.sent) openEvents(reply).end(frames);
}

async function answerOnce(services: Services, call: StreamingCall, request: FastifyRequest) {
  const { identity, body, signal } = call;
  const answer = () => complete(services.completions, identity, body, signal);
  const owner = keyOwnerOf(identity, request);
  return owner === null ? answer() : services.idempotentAnswers.answer(owner, call, answer);
}

function keyOwnerOf(
  { workspaceId, userId }: Identity,
  { headers }: FastifyRequest,
): KeyOwner | null {
  const idempotencyKey = readIdempotencyKey(headers["idempotency-key"]);
  return idempotencyKey === null ? null : { workspaceId, userId, idempotencyKey };
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
