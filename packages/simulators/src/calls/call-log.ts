import { type WireName } from "../wires/wire.ts";

export type CallOutcome = "open" | "completed" | "aborted" | "failed";

/** One call as the provider saw it, so that a ledger can be compared with the provider's own count. */
export interface CallRecord {
  id: string;
  wire: WireName;
  model: string;
  stream: boolean;
  startedAt: string;
  endedAt: string | null;
  /** `aborted`: the client closed the socket; `failed`: refused or broken off by script. */
  outcome: CallOutcome;
  status: number;
  bytesSent: number;
  inputTokens: number;
  /** Without reasoning; counts what was really sent. */
  outputTokens: number;
  cachedTokens: number;
  reasoningTokens: number;
  /** The client was told these counts. */
  usageSent: boolean;
  promptPreview: string;
}

const recordsMax = 2_000;

/** The latest calls of one simulator, oldest first. */
export class CallLog {
  #records: CallRecord[] = [];

  add(record: CallRecord): void {
    this.#records.push(record);
    if (this.#records.length > recordsMax) this.#records.splice(0, recordsMax / 2);
  }

  list(): readonly CallRecord[] {
    return this.#records;
  }

  clear(): void {
    this.#records = [];
  }
}
