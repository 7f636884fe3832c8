import { type DoneEvent, type Receipt, type RunStartedEvent } from "@pulse/contracts/gateway/runs";

/** One event of a run's log as it came over the wire. */
export type RunEvent = { seq: number } & (
  | { name: "run"; data: RunStartedEvent }
  | { name: "delta"; data: { text: string } }
  | { name: "reasoning"; data: { text: string } }
  | { name: "receipt"; data: Receipt }
  | { name: "done"; data: DoneEvent }
);

/** What the log says so far. */
export interface RunState {
  /** Sequence number of the last event taken in; -1 before the first. */
  seq: number;
  started: RunStartedEvent | null;
  text: string;
  reasoning: string;
  receipt: Receipt | null;
  done: DoneEvent | null;
}

export const emptyRunState: RunState = {
  seq: -1,
  started: null,
  text: "",
  reasoning: "",
  receipt: null,
  done: null,
};

/**
 * Takes one event in. An event already seen (same or lower number: a replay, a second connection)
 * changes nothing, so however often a stream is cut and joined the text is there exactly once. `run` begins
 * the log anew: a run whose gateway died is told again from storage, with less than was seen live.
 */
export function applyRunEvent(state: RunState, event: RunEvent): RunState {
  if (event.name === "run") return { ...emptyRunState, seq: event.seq, started: event.data };
  if (event.seq <= state.seq) return state;
  const next = { ...state, seq: event.seq };
  switch (event.name) {
    case "delta":
      return { ...next, text: state.text + event.data.text };
    case "reasoning":
      return { ...next, reasoning: state.reasoning + event.data.text };
    case "receipt":
      return { ...next, receipt: event.data };
    case "done":
      return { ...next, done: event.data };
  }
}
