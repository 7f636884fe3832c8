import { type HttpRefusal } from "./send.ts";

/**
 * Seconds to wait before the next attempt as the provider asks for, rounded up to milliseconds, or undefined.
 * Reads `retry-after-ms`, `x-ms-retry-after-ms` and `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 */
export function retryAfterS(headers: HttpRefusal["headers"], nowMs: number): number | undefined {
  const milliseconds = first(headers["retry-after-ms"]) ?? first(headers["x-ms-retry-after-ms"]);
  if (milliseconds !== undefined && /^\d+(\.\d+)?$/.test(milliseconds))
    return Math.ceil(Number(milliseconds)) / 1000;
  const value = first(headers["retry-after"]);
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil(atMs - nowMs) / 1000);
}

function first(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value)?.trim();
}
