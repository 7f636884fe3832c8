import { type Receipt, type RunStartedEvent, type DoneEvent } from "@pulse/contracts/gateway/runs";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { type SendOptions, type Visitor } from "./visitor.ts";

/** One event of a run's stream as it came over the wire. */
export interface RunEvent {
  id: string;
  event: string;
  data: string;
}

/** What a watcher saw of a run. */
export interface Watched {
  events: RunEvent[];
  started: RunStartedEvent;
  text: string;
  receipt: Receipt | null;
  done: DoneEvent | null;
}

/** Starts a run and returns the response whose body is its stream. */
export function startRun(
  visitor: Visitor,
  body: unknown,
  options: SendOptions = {},
): Promise<Response> {
  return visitor.send("POST", "/gateway/v1/chat/runs", { ...options, body });
}

/** Watches a run from a sequence number on. */
export function watchRun(visitor: Visitor, runId: string, after?: string): Promise<Response> {
  const headers = after === undefined ? {} : { "last-event-id": after };
  return visitor.send("GET", `/gateway/v1/chat/runs/${runId}/events`, { headers });
}

/** Reads a stream to its end, or until `enough` says so; then lets go of it. */
export async function readRun(
  response: Response,
  enough: (events: RunEvent[]) => boolean = () => false,
): Promise<Watched> {
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const events: RunEvent[] = [];
  const parser = createParser({
    onEvent: ({ id = "", event = "", data }: EventSourceMessage) =>
      events.push({ id, event, data }),
  });
  const decoder = new TextDecoder();
  try {
    for await (const bytes of response.body ?? []) {
      parser.feed(decoder.decode(bytes, { stream: true }));
      if (enough(events)) break;
    }
  } catch (error) {
    // A stream that is cut ends like one that was let go: what came is what counts.
    if (events.length === 0) throw error;
  }
  return watchedOf(events);
}

export function textOf(events: RunEvent[]): string {
  return events
    .filter(({ event }) => event === "delta")
    .map(({ data }) => (JSON.parse(data) as { text: string }).text)
    .join("");
}

function watchedOf(events: RunEvent[]): Watched {
  const find = <Data>(name: string): Data | null => {
    const found = events.find(({ event }) => event === name);
    return found ? (JSON.parse(found.data) as Data) : null;
  };
  const started = find<RunStartedEvent>("run");
  return {
    events,
    started: started ?? ({} as RunStartedEvent),
    text: textOf(events),
    receipt: find<Receipt>("receipt"),
    done: find<DoneEvent>("done"),
  };
}
