const unavailableCodes = new Set([
  // Prisma: cannot reach, timed out, connection closed, no free connection, transaction not started in time.
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  // Node: sockets.
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
  // PostgreSQL: shutting down, crashed, starting, too many connections, read-only after a fail-over.
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "25006",
]);
const retryableCodes = new Set(["P2034", "40001", "40P01"]);
const unavailableKinds = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TlsConnectionError",
]);
const unavailableMessage =
  /connection terminated|connection timeout|query read timeout|timeout exceeded when trying to connect|connection error|not queryable|pool after calling end/i;

/** Whether the database could not be reached or asked just now: the caller should answer 503 and try later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return causesOf(error).some(
    (cause) =>
      codesOf(cause).some((code) => unavailableCodes.has(code) || /^08...$/.test(code)) ||
      (typeof cause.kind === "string" && unavailableKinds.has(cause.kind)) ||
      (typeof cause.message === "string" && unavailableMessage.test(cause.message)),
  );
}

/** Whether the transaction lost a race (deadlock, serialization) and is worth running again from its start. */
export function isRetryable(error: unknown): boolean {
  return causesOf(error).some((cause) => codesOf(cause).some((code) => retryableCodes.has(code)));
}

interface Cause {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** The error and what it wraps: Prisma puts the driver's error in `meta` or `cause`, several levels deep. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  let queue: unknown[] = [error];
  while (queue.length > 0 && causes.length < 10) {
    const found = queue.filter((item): item is Cause => typeof item === "object" && item !== null);
    causes.push(...found);
    queue = found.flatMap((item) => [item.cause, item.meta?.driverAdapterError]);
  }
  return causes;
}

function codesOf(cause: Cause): string[] {
  return [cause.code, cause.originalCode].filter(
    (code): code is string => typeof code === "string",
  );
}
