import { type ErrorCode, errorCodes } from "@pulse/contracts/errors";
import { type DoneEvent, type RunEventName } from "@pulse/contracts/gateway/runs";
import { type StoredRun } from "@pulse/contracts/internal/runs";
import { type Locale } from "@pulse/contracts/locales";
import { eventFrame } from "./event-frame.ts";
import { doneEventOf } from "./run.ts";

/**
 * A run that ended and is held by no process, as the events its log would hold, with its last sequence
 * number. It is told whole, from `run` on: where its deltas once began is not stored, so a watcher starts
 * its text anew at `run`.
 */
export function storedRunFrames(stored: StoredRun, locale: Locale): string {
  const { runId, conversationId, userMessageId, assistantMessageId, model } = stored;
  const started = { runId, conversationId, userMessageId, assistantMessageId, model };
  const events: [RunEventName, unknown][] = [["run", started]];
  if (stored.reasoning !== "") events.push(["reasoning", { text: stored.reasoning }]);
  if (stored.content !== "") events.push(["delta", { text: stored.content }]);
  if (stored.receipt) events.push(["receipt", stored.receipt]);
  events.push(["done", doneOf(stored, locale)]);
  // `done` keeps the number it had, and the others go right before it.
  const last = Math.max(stored.sequence, events.length - 1);
  return events
    .map(([name, data], index) => {
      const sequence = index === 0 ? 0 : last - (events.length - 1 - index);
      return eventFrame(sequence, name, data);
    })
    .join("");
}

function doneOf(stored: StoredRun, locale: Locale): DoneEvent {
  const state = stored.state === "streaming" ? "interrupted" : stored.state;
  return doneEventOf(state, stored.finishReason, errorCodeOf(stored.errorCode), locale);
}

function errorCodeOf(code: string | null): ErrorCode | null {
  if (code === null) return null;
  return errorCodes.find((known) => known === code) ?? "internal";
}
