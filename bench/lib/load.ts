/** What to send, given to the load generator as JSON in its first argument. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  body: unknown;
  connections: number;
  /** Calls go out one after another on each connection for so long. */
  durationMs: number;
}

export interface LoadReport {
  requests: number;
  failures: number;
  bytes: number;
  elapsedMs: number;
}
