import * as fc from "fast-check";
import { expect, it } from "vitest";
import { applyRunEvent, emptyRunState, type RunEvent } from "./run-state.ts";

const started = {
  runId: "run_1",
  conversationId: "cnv_1",
  userMessageId: "msg_1",
  assistantMessageId: "msg_2",
  model: "openai:gpt",
};

function logOf(texts: string[]): RunEvent[] {
  return [
    { seq: 0, name: "run", data: started },
    ...texts.map((text, index): RunEvent => ({ seq: index + 1, name: "delta", data: { text } })),
    { seq: texts.length + 1, name: "done", data: { state: "completed", finishReason: "stop" } },
  ];
}

it("gives the same text however often the stream is cut, replayed and joined", () => {
  const texts = fc.array(fc.string(), { maxLength: 30 });
  // Each connection starts at or before the next unseen event and is cut after some events.
  const connections = fc.array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 20 });
  fc.assert(
    fc.property(texts, connections, (parts, cuts) => {
      const log = logOf(parts);
      let state = emptyRunState;
      for (const [length, overlap] of [...cuts, [log.length, log.length] as const]) {
        const from = Math.max(0, state.seq + 1 - overlap);
        for (const event of log.slice(from, from + length)) state = applyRunEvent(state, event);
      }
      for (const event of log) state = applyRunEvent(state, event);
      expect(state.text).toBe(parts.join(""));
      expect(state.started).toEqual(started);
      expect(state.done?.state).toBe("completed");
    }),
  );
});

it("ignores an event that it has seen", () => {
  const once = applyRunEvent(emptyRunState, { seq: 1, name: "delta", data: { text: "نعم" } });
  expect(applyRunEvent(once, { seq: 1, name: "delta", data: { text: "نعم" } })).toBe(once);
});

it("takes the end of a run that is told anew with lower numbers than were seen live", () => {
  const live = logOf(["كلمة ", "أخرى ", "ضاعت "]).slice(0, -1);
  const stored: RunEvent[] = [
    { seq: 0, name: "run", data: started },
    { seq: 1, name: "delta", data: { text: "كلمة " } },
    { seq: 2, name: "done", data: { state: "interrupted", finishReason: null } },
  ];
  const state = [...live, ...stored].reduce(applyRunEvent, emptyRunState);
  expect(state.text).toBe("كلمة ");
  expect(state.done?.state).toBe("interrupted");
});
