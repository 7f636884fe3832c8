import { type FastifyReply, type FastifyRequest } from "fastify";
import { heartbeatEveryMs } from "@pulse/contracts/gateway/runs";

/** One watcher of server-sent events (WHATWG HTML, section 9.2). */
export interface EventStream {
  /** Aborted when the watcher leaves, the server closes, or the stream was ended. */
  readonly signal: AbortSignal;
  /** Sends one event; false means that the watcher reads more slowly than we write. */
  send(event: { name?: string; id?: string | number; data: unknown }): boolean;
  end(): void;
}

/**
 * Turns a reply into a stream of server-sent events that nothing on the way may buffer or change, with a
 * comment as heartbeat so that silence never looks like a lost connection.
 */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  reply.hijack();
  const response = reply.raw;
  response.writeHead(200, {
    ...definedHeaders(reply),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  response.flushHeaders();
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, request.server.closing]);
  const heartbeat = setInterval(() => response.write(": heartbeat\n\n"), heartbeatEveryMs);
  const end = (): void => {
    clearInterval(heartbeat);
    left.abort();
    if (!response.writableEnded) response.end();
  };
  response.once("close", end);
  response.once("error", end);
  signal.addEventListener("abort", end, { once: true });
  return {
    signal,
    send: (event) => !response.writableEnded && response.write(formatEvent(event)),
    end,
  };
}

/** One event on the wire; `data` is JSON on a single line. */
export function formatEvent(event: { name?: string; id?: string | number; data: unknown }): string {
  const id = event.id === undefined ? "" : `id: ${event.id}\n`;
  const name = event.name === undefined ? "" : `event: ${event.name}\n`;
  return `${id}${name}data: ${JSON.stringify(event.data)}\n\n`;
}

function definedHeaders(reply: FastifyReply): Record<string, string | number | string[]> {
  const headers: Record<string, string | number | string[]> = {};
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}
