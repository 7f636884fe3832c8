import { type FinishReason } from "@pulse/contracts/gateway/runs";
import { finishReason } from "./finish-reason.ts";
import { type GoogleResponse } from "./wire.ts";

/** What one response object says; a stream's chunks and a whole answer have the same shape. */
export interface ResponseParts {
  text: string;
  reasoning: string;
  finish: { reason: FinishReason; nativeReason: string } | null;
}

/** Reads the first candidate. A blocked prompt has no candidate: its block reason is the finish reason. */
export function readResponse(response: GoogleResponse): ResponseParts {
  const candidate = response.candidates?.[0];
  const parts = candidate?.content?.parts ?? [];
  const join = (isThought: boolean) =>
    parts
      .filter((part) => (part.thought ?? false) === isThought)
      .map((part) => part.text ?? "")
      .join("");
  return { text: join(false), reasoning: join(true), finish: finishOf(response) };
}

function finishOf(response: GoogleResponse): ResponseParts["finish"] {
  const native = response.candidates?.[0]?.finishReason;
  if (native) return { reason: finishReason(native), nativeReason: native };
  const blocked = response.promptFeedback?.blockReason;
  return blocked ? { reason: "content_filter", nativeReason: blocked } : null;
}
