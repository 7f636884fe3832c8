import { type ErrorCode, errorCodes } from "@pulse/contracts/errors";
import { type DoneEvent } from "@pulse/contracts/gateway/runs";
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
  // `done` keeps the number it had: the receipt, the text and the reasoning go before it.
  const last = Math.max(stored.sequence, 4);
  const frames = [eventFrame(0, "run", started)];
  if (stored.reasoning !== "") {
    frames.push(eventFrame(last - 3, "reasoning", { text: stored.reasoning }));
  }
  if (stored.content !== "") frames.push(eventFrame(last - 2, "delta", { text: stored.content }));
  if (stored.receipt) frames.push(eventFrame(last - 1, "receipt", stored.receipt));
  frames.push(eventFrame(last, "done", doneOf(stored, locale)));
  return frames.join("");
}

function doneOf(stored: StoredRun, locale: Locale): DoneEvent {
  const state = stored.state === "streaming" ? "interrupted" : stored.state;
  return doneEventOf(state, stored.finishReason, errorCodeOf(stored.errorCode), locale);
}

function errorCodeOf(code: string | null): ErrorCode | null {
  if (code === null) return null;
  return errorCodes.find((known) => known === code) ?? "internal";
}
