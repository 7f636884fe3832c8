import { once } from "node:events";
import { type ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import { TokenCounter } from "../answers/count-tokens.ts";
import { type CallRecord } from "../calls/call-log.ts";
import { type Script } from "../script/parse-script.ts";
import { type Counts, type Exchange, type Refusal, type Wire } from "../wires/wire.ts";

export interface Streaming {
  wire: Wire;
  exchange: Exchange;
  script: Script;
  record: CallRecord;
  response: ServerResponse;
  /** Aborted as soon as the client has closed the socket. */
  signal: AbortSignal;
  /** Wait before the chunk of this index when the script does not say. */
  gapMs: (index: number) => number;
  refusal: Refusal;
}

/** Streams a planned answer chunk by chunk, with the script's faults. Rejects when the client goes away. */
export async function streamAnswer(streaming: Streaming): Promise<void> {
  const { wire, exchange, script, record, response } = streaming;
  const { plan } = exchange;
  const frames = wire.createFrames(exchange);
  const counted = (): Counts | null => (script.noUsage ? null : countsOf(record));
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
  });
  await write(streaming, frames.open(counted()));
  record.reasoningTokens = plan.reasoningTokens;
  for (const text of plan.reasoningChunks) await write(streaming, frames.reasoning(text));
  const said = new TokenCounter();
  for (const [index, text] of plan.chunks.entries()) {
    if (await breaksOff(streaming, index)) return;
    await pause(script.gapMs ?? streaming.gapMs(index), streaming.signal);
    said.add(text);
    record.outputTokens = said.tokens;
    await write(streaming, frames.text(text, counted()));
  }
  if (await breaksOff(streaming, plan.chunks.length)) return;
  record.usageSent = !script.noUsage && exchange.request.includeUsage;
  await write(streaming, frames.close(counted()));
  response.end();
  record.outcome = "completed";
}

const flushMs = 25;

/** What the record says was produced. */
export function countsOf(record: CallRecord): Counts {
  const { inputTokens, cachedTokens, outputTokens, reasoningTokens } = record;
  return { inputTokens, cachedTokens, outputTokens, reasoningTokens };
}

async function breaksOff(streaming: Streaming, chunksSent: number): Promise<boolean> {
  const { script, record, response, signal } = streaming;
  if (script.stallAfter === chunksSent) await once(signal, "abort");
  if (script.cutAfter === chunksSent) {
    // What was sent must arrive first, or the same script would end differently each time.
    await pause(flushMs, signal);
    record.outcome = "failed";
    response.socket?.destroy();
    return true;
  }
  if (script.failAfter === chunksSent) {
    record.outcome = "failed";
    await write(streaming, streaming.wire.refusalFrame(streaming.refusal));
    response.end();
    return true;
  }
  return false;
}

async function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  if (waitMs === 0) await setImmediate(undefined, { signal });
  else await setTimeout(waitMs, undefined, { signal });
}

async function write(streaming: Streaming, text: string): Promise<void> {
  if (text === "") return;
  const bytes = Buffer.from(text);
  const pieces = streaming.script.splitUtf8 ? splitInsideCharacters(bytes) : [bytes];
  for (const [index, piece] of pieces.entries()) {
    // A turn of the event loop between pieces lets each travel as a packet of its own.
    if (index > 0) await pause(0, streaming.signal);
    streaming.signal.throwIfAborted();
    streaming.record.bytesSent += piece.length;
    if (!streaming.response.write(piece))
      await once(streaming.response, "drain", { signal: streaming.signal });
  }
}

/** Cuts after the first byte of every character that has several. */
function splitInsideCharacters(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte < 0xc0) continue;
    pieces.push(bytes.subarray(start, index + 1));
    start = index + 1;
  }
  return [...pieces, bytes.subarray(start)];
}
