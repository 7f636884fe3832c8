import { Agent, type Dispatcher } from "undici";

export interface Timeouts {
  /** Until the TCP and TLS handshakes are done. */
  connectMs: number;
  /** From sending the request to the first text, reasoning or finish event of a stream. */
  firstTokenMs: number;
  /** Between two reads of a stream once it has begun; keep-alive pings count as life. */
  idleMs: number;
  /** For the whole call, streaming or not. */
  totalMs: number;
}

/** Reasoning models may think for minutes before their first visible token. */
export const defaultTimeouts: Timeouts = {
  connectMs: 5_000,
  firstTokenMs: 120_000,
  idleMs: 60_000,
  totalMs: 600_000,
};

/** Where calls leave the process: one connection pool for all providers, and how long to wait. */
export interface Transport extends AsyncDisposable {
  readonly dispatcher: Dispatcher;
  readonly timeouts: Timeouts;
}

/** Opens a keep-alive pool; disposing it closes every idle connection. */
export function createTransport(timeouts: Partial<Timeouts> = {}): Transport {
  const all = { ...defaultTimeouts, ...timeouts };
  const agent = new Agent({
    connect: { timeout: all.connectMs },
    keepAliveTimeout: 30_000,
    // One socket per call: aborting a call closes its socket, which every provider understands.
    allowH2: false,
    pipelining: 1,
    // The call's own guard watches these, because it also knows about tokens and totals.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    dispatcher: agent,
    timeouts: all,
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}
