import { type ServerResponse } from "node:http";
import { type Refusal, type Wire } from "../wires/wire.ts";

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): number {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": body.length,
    ...headers,
  });
  response.end(body);
  return body.length;
}

/** Answers with an error in the provider's own shape. */
export function refuse(wire: Wire, response: ServerResponse, refusal: Refusal): void {
  sendJson(response, refusal.status, wire.refusalBody(refusal), wire.refusalHeaders(refusal));
}
