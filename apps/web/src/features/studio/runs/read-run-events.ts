import { createParser } from "eventsource-parser";
import { type RunEvent } from "./run-state.ts";

const names = new Set<string>(["run", "delta", "reasoning", "receipt", "done"]);

/**
 * Reads a run's event stream to its end. `onEvent` gets each event in order, `onActivity` every sign of
 * life, heartbeats included. Throws when the connection breaks or `signal` aborts.
 */
export async function readRunEvents(
  body: ReadableStream<Uint8Array>,
  handlers: { onEvent: (event: RunEvent) => void; onActivity: () => void },
): Promise<void> {
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (event === undefined || !names.has(event) || id === undefined) return;
      // The gateway writes these events by the schemas that RunEvent is made from.
      handlers.onEvent({ seq: Number(id), name: event, data: JSON.parse(data) } as RunEvent);
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    handlers.onActivity();
    parser.feed(decoder.decode(value, { stream: true }));
  }
}
