import { once } from "node:events";
import { type ServerResponse } from "node:http";
import { AppError } from "@pulse/contracts/errors";
import { type ChatCompletionRequest } from "@pulse/contracts/gateway/completions";
import { type Identity } from "@pulse/contracts/internal/identity";
import { type ProviderEvent, type ProviderUsage } from "../providers/provider.ts";
import { streamAnswer } from "../routing/answer-attempts.ts";
import { type Ending } from "../runs/conclude-run.ts";
import { ChunkFormat, streamEnd } from "./chunk-writer.ts";
import { ChunkedBody } from "./chunked-body.ts";
import { completionUsageOf } from "./completion-shape.ts";
import {
  type CompletionParts,
  prepareCompletion,
  type PreparedCompletion,
} from "./prepare-completion.ts";

export interface StreamingCall {
  identity: Identity;
  body: ChatCompletionRequest;
  /** Aborted when the caller leaves or may no longer read; its reason says which. */
  signal: AbortSignal;
}

/** An open answer whose first events have come, so that a refusal could still be a plain error. */
export interface OpenCompletion {
  /** Writes the answer to its end; null when it was told whole. Never throws: a failure is told in the stream. */
  writeTo: (response: ServerResponse, telling: Telling) => Promise<AppError | null>;
}

export interface Telling {
  /** The error as the caller reads it. */
  describe: (error: AppError) => unknown;
  /** Told every frame that is written. */
  onFrames: (frames: string) => void;
}

/** What the stream has told so far. */
interface Progress {
  usage: ProviderUsage | null;
  finish: Extract<ProviderEvent, { type: "finish" }> | null;
}

/**
 * Holds, calls the provider and waits for its first events. Throws what `prepareCompletion` and the
 * provider throw; nothing is charged then.
 */
export async function openCompletion(
  parts: CompletionParts,
  call: StreamingCall,
): Promise<OpenCompletion> {
  const prepared = await prepareCompletion(parts, call.identity, call.body);
  const { model, request, conclude } = prepared;
  const stream = streamAnswer(model.provider, request, call.signal, parts.attempts);
  try {
    const first = await stream.next();
    const writing = { call, prepared, stream, first };
    return { writeTo: (response, telling) => writeAnswer(writing, response, telling) };
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal";
    conclude({ kind: "failed", code }, { usage: null, isUsageFinal: false });
    throw error;
  }
}

interface Writing {
  call: StreamingCall;
  prepared: PreparedCompletion;
  stream: AsyncGenerator<ProviderEvent[]>;
  first: IteratorResult<ProviderEvent[]>;
}

async function writeAnswer(
  writing: Writing,
  response: ServerResponse,
  { describe, onFrames }: Telling,
): Promise<AppError | null> {
  const { call, prepared } = writing;
  const hasUsage = call.body.stream_options?.include_usage === true;
  const format = new ChunkFormat(prepared.head, hasUsage);
  const progress: Progress = { usage: null, finish: null };
  const body = new ChunkedBody(response);
  const write = (frames: string): boolean => {
    onFrames(frames);
    return body.write(frames);
  };
  const ending = await copyEvents(writing, { response, write, format, progress });
  const isUsageFinal = progress.finish !== null && progress.usage !== null;
  const conclusion = prepared.conclude(ending.ending, { usage: progress.usage, isUsageFinal });
  if (response.writableEnded || response.destroyed) return new AppError("interrupted");
  const { usage, chargedTokens, errorCode } = conclusion;
  const isBlocked = errorCode === "content_blocked";
  const error = ending.error ?? (errorCode && !isBlocked ? new AppError(errorCode) : null);
  if (error) write(format.error(describe(error)));
  else if (progress.finish) {
    write(format.finish(progress.finish.reason, progress.finish.nativeReason));
  }
  if (hasUsage && !error) write(format.usage(completionUsageOf(usage, chargedTokens)));
  onFrames(streamEnd);
  body.end(streamEnd);
  return error;
}

interface Copying {
  response: ServerResponse;
  write: (frames: string) => boolean;
  format: ChunkFormat;
  progress: Progress;
}

async function copyEvents(
  { call, prepared, stream, first }: Writing,
  copying: Copying,
): Promise<{ ending: Ending; error: AppError | null }> {
  const { response, write, format, progress } = copying;
  write(format.role());
  try {
    for (let read = first; !read.done; read = await stream.next()) {
      const chunks = formatEvents(read.value, prepared, format, progress);
      // A slow reader slows the provider down instead of filling our memory.
      if (chunks !== "" && !write(chunks)) {
        await once(response, "drain", { signal: call.signal });
      }
    }
    return {
      ending: { kind: "finished", reason: progress.finish?.reason ?? "error" },
      error: null,
    };
  } catch (error) {
    await stream.return(undefined).catch(() => {});
    return endingOf(error, call.signal);
  }
}

function formatEvents(
  events: ProviderEvent[],
  { meter }: PreparedCompletion,
  format: ChunkFormat,
  progress: Progress,
): string {
  let chunks = "";
  for (const event of events) {
    if (event.type === "usage") progress.usage = event.usage;
    else if (event.type === "finish") progress.finish = event;
    else {
      meter.add(event.type, event.text);
      chunks += event.type === "text" ? format.text(event.text) : format.reasoning(event.text);
    }
  }
  return chunks;
}

// Whoever left is charged for what was produced; what the provider broke is free.
function endingOf(error: unknown, signal: AbortSignal): { ending: Ending; error: AppError | null } {
  if (signal.aborted) {
    const reason = signal.reason instanceof AppError ? signal.reason : null;
    const isOurs = reason?.code === "interrupted";
    return { ending: { kind: isOurs ? "interrupted" : "stopped" }, error: reason };
  }
  const refusal = error instanceof AppError ? error : new AppError("internal", { cause: error });
  return { ending: { kind: "failed", code: refusal.code }, error: refusal };
}
