import { type RunEventName } from "@pulse/contracts/gateway/runs";

/**
 * One server-sent event as bytes (WHATWG HTML section 9.2). `data` is JSON, which never holds a raw
 * line break, so one `data:` line is enough.
 */
export function eventFrame(sequence: number, name: RunEventName, data: unknown): string {
  return `id: ${sequence}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Keeps proxies and browsers from closing a silent stream. */
export const heartbeatFrame = ": heartbeat\n\n";
