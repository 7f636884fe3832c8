import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { CallLog } from "../calls/call-log.ts";
import { ScriptError } from "../script/parse-script.ts";
import { type Wire, WireInputError } from "../wires/wire.ts";
import { createInstantAnswer, isInstant } from "./instant-answer.ts";
import { readBody } from "./read-body.ts";
import { refuse, sendJson } from "./respond.ts";
import { type ChatServer, serveChat } from "./serve-chat.ts";

export interface WireServerOptions {
  /** Wait before each chunk of an unscripted answer, by the chunk's index. */
  gapMs: (index: number) => number;
}

/** A server that speaks one provider's wire and keeps a list of what it was asked. */
export function createWireServer(wire: Wire, { gapMs }: WireServerOptions): Server {
  const log = new CallLog();
  const chat: ChatServer = { wire, log, gapMs, failuresByPrompt: new Map() };
  const answerInstantly = createInstantAnswer(wire, log);
  let sequence = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (path === "/_sim/calls") {
      if (request.method === "DELETE") log.clear();
      sendJson(response, 200, { calls: log.list() });
      return;
    }
    const route = wire.routeOf(path);
    if (route === null)
      return refuse(wire, response, { ...refusals.unknown, message: `Not found: ${path}` });
    if (!wire.isAuthorized(request.headers))
      return refuse(wire, response, { ...refusals.keyless, message: "No key was given." });
    if (route.kind === "models") {
      sendJson(response, 200, wire.models(route.model));
      return;
    }
    const body = await readBody(request);
    sequence += 1;
    const id = wire.createId(sequence);
    if (isInstant(body)) return answerInstantly(id, body, route, response);
    await serveChat(chat, id, body, route, response);
  }

  return createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const isInput = error instanceof WireInputError || error instanceof ScriptError;
      if (response.headersSent) response.destroy();
      else refuse(wire, response, { ...(isInput ? refusals.invalid : refusals.broken), message });
    });
  });
}

const refusals = {
  invalid: { status: 400, code: null, retryAfterS: null },
  keyless: { status: 401, code: null, retryAfterS: null },
  unknown: { status: 404, code: null, retryAfterS: null },
  broken: { status: 500, code: null, retryAfterS: null },
};
