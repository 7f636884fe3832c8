import { type ServerResponse } from "node:http";
import { type FastifyReply } from "fastify";

/**
 * Takes a reply over and opens it as server-sent events that nothing on the way may buffer or change.
 * Headers set so far, a fresh cookie among them, go along.
 */
export function openEvents(reply: FastifyReply): ServerResponse {
  reply.hijack();
  const headers: Record<string, string | number | string[]> = {};
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) headers[name] = value;
  }
  return reply.raw.writeHead(200, {
    ...headers,
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
}
