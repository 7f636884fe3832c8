import { ProviderError } from "../provider-error.ts";
import { type ProviderEvent } from "../provider.ts";
import { BodyReader } from "./body-reader.ts";
import { guardCall } from "./call-guard.ts";
import { callFailure, type HttpCall, type HttpRefusal, send } from "./send.ts";
import { type SseEvent, SseDecoder } from "./sse-decoder.ts";
import { type Transport } from "./transport.ts";

/** One provider's reading of its own stream; holds what must be remembered between events. */
export interface StreamReader {
  /** Appends what an event means to `into`. Throws a `ProviderError` for an error event or an unreadable one. */
  read(event: SseEvent, into: ProviderEvent[]): void;
  /** The finish reason has come. */
  readonly isFinished: boolean;
  /** The provider's own end mark has come: nothing follows. */
  readonly isDone: boolean;
}

export interface StreamCall extends HttpCall {
  reader: StreamReader;
  toError: (refusal: HttpRefusal) => ProviderError;
}

/** A keep-alive connection is worth this wait for the end of a body whose last event has come. */
const endGraceMs = 1_000;

/** Posts a call and yields its events, one array for all reads since the last. See `ChatProvider.streamChat`. */
export async function* streamChat(
  transport: Transport,
  call: StreamCall,
  caller: AbortSignal,
): AsyncGenerator<ProviderEvent[], void, void> {
  using guard = guardCall(caller, transport.timeouts);
  const { reader } = call;
  let hasBegun = false;
  try {
    const response = await send(transport, call, guard.signal, call.toError);
    using body = new BodyReader(response.body);
    const decoder = new SseDecoder();
    for (let reads = await body.next(); reads !== null; reads = await body.next()) {
      guard.noteRead();
      const { events, error } = readAll(reader, decoder, reads);
      if (events.length > 0) {
        hasBegun = true;
        guard.noteToken();
        guard.pause();
        yield events;
        guard.noteRead();
      }
      if (error !== null) throw error;
      if (reader.isDone) guard.endWithin(endGraceMs);
    }
  } catch (error) {
    // The answer is whole: how its connection ends changes nothing.
    if (reader.isFinished && !caller.aborted) return;
    throw callFailure(error, caller, hasBegun);
  }
  if (!reader.isFinished) throw cutShort();
}

/** What came before an error event in the same read still counts, so the error is handed back, not thrown. */
function readAll(
  reader: StreamReader,
  decoder: SseDecoder,
  reads: Buffer[],
): { events: ProviderEvent[]; error: unknown } {
  const events: ProviderEvent[] = [];
  try {
    for (const bytes of reads) for (const event of decoder.push(bytes)) reader.read(event, events);
  } catch (error) {
    return { events, error };
  }
  return { events, error: null };
}

function cutShort(): ProviderError {
  return new ProviderError({
    code: "provider_error",
    internal: "the provider's stream ended without a finish reason",
    isRetryable: true,
  });
}
