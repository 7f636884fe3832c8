import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@pulse/contracts/errors";
import { startChatRunEndpoint, stopChatRun, watchChatRun } from "@pulse/contracts/gateway/runs";
import { type StoredRun } from "@pulse/contracts/internal/runs";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { readIdempotencyKey } from "@pulse/runtime/http/idempotency";
import { parseInput, serveEndpoint } from "@pulse/runtime/http/serve-endpoint";
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Services } from "../context.ts";
import { callerOf } from "../plugins/admit-callers.ts";
import { findRun } from "../runs/find-run.ts";
import { Run } from "../runs/run.ts";
import { startChatRun } from "../runs/start-chat-run.ts";
import { storedRunFrames } from "../runs/stored-run-frames.ts";
import { watchRun } from "../runs/watch-run.ts";
import { openEvents } from "./event-stream.ts";

/** How long a stop waits to say what the run has become. */
const stopWaitMs = 5_000;

/** Studio runs: start, watch from anywhere, stop. */
export function chatRunRoutes(app: FastifyInstance, services: Services): void {
  app.route({
    method: startChatRunEndpoint.method,
    url: startChatRunEndpoint.path,
    config: { endpoint: startChatRunEndpoint },
    handler: async (request, reply) => {
      const { body } = parseInput(startChatRunEndpoint, request);
      const idempotencyKey = readIdempotencyKey(request.headers["idempotency-key"]);
      const identity = callerOf(request);
      const run = await startChatRun(services.startRun, { identity, body, idempotencyKey });
      sendRun(services, { request, reply, afterSequence: -1 }, run);
    },
  });
  app.route({
    method: watchChatRun.method,
    url: watchChatRun.path,
    config: { endpoint: watchChatRun },
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const { params } = parseInput(watchChatRun, request);
      const afterSequence = lastEventIdOf(request);
      const run = await findRun(services, params.id, callerOf(request));
      sendRun(services, { request, reply, afterSequence }, run);
    },
  });
  serveEndpoint(app, stopChatRun, async ({ params }, request) => {
    const run = await findRun(services, params.id, callerOf(request));
    if (!(run instanceof Run)) return { runId: run.runId, state: run.state };
    run.requestEnd("stopped");
    await Promise.race([run.whenEnded, delay(stopWaitMs)]);
    return { runId: run.id, state: run.state };
  });
}

interface Watcher {
  request: FastifyRequest;
  reply: FastifyReply;
  afterSequence: number;
}

function sendRun(services: Services, watcher: Watcher, run: Run | StoredRun): void {
  const { request, reply, afterSequence } = watcher;
  const locale = localeFromAcceptLanguage(request.headers["accept-language"]);
  const response = openEvents(reply);
  if (!(run instanceof Run)) {
    response.end(isWhole(run, afterSequence) ? "" : storedRunFrames(run, locale));
    return;
  }
  let forget = (): void => {};
  const end = watchRun(run, response, { afterSequence, locale, onEnd: () => forget() });
  if (response.writableEnded || response.destroyed) return;
  forget = services.watchers.add(callerOf(request), end);
}

// The reaper ends a run at its last checkpoint, short of what a watcher may have seen, so that one is told whole.
function isWhole(run: StoredRun, afterSequence: number): boolean {
  return run.state !== "interrupted" && afterSequence >= run.sequence;
}

/** The sequence number in `Last-Event-ID`; -1 without one. Throws `invalid_request`. */
function lastEventIdOf(request: FastifyRequest): number {
  const header = request.headers["last-event-id"];
  if (header === undefined || header === "") return -1;
  if (typeof header === "string" && /^\d{1,9}$/.test(header)) return Number(header);
  const fields = [{ path: "Last-Event-ID", message: "expected a sequence number" }];
  throw new AppError("invalid_request", { details: { fields } });
}
