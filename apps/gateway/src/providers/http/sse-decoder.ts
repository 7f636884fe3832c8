import { StringDecoder } from "node:string_decoder";
import { ProviderError } from "../provider-error.ts";

export interface SseEvent {
  /** The `event:` field, empty when absent. */
  name: string;
  data: string;
}

const eventCharactersMax = 4 * 1024 * 1024;

/**
 * Reads server-sent events from bytes that arrive in any pieces: split inside a character, a line end or a
 * field. Comments, `id` and `retry` are skipped, as are events without data.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export class SseDecoder {
  #utf8 = new StringDecoder("utf8");
  #rest = "";
  #isFirst = true;
  #name = "";
  #data: string | null = null;

  /** The events that `bytes` complete, in order. Throws `provider_error` for an event past 4 Mi characters. */
  push(bytes: Uint8Array): SseEvent[] {
    let text = this.#rest + this.#utf8.write(bytes as Buffer);
    if (this.#isFirst && text !== "") {
      this.#isFirst = false;
      if (text.startsWith("\uFEFF")) text = text.slice(1);
    }
    const events: SseEvent[] = [];
    const hasCarriageReturn = text.includes("\r");
    let start = 0;
    for (;;) {
      const end = hasCarriageReturn ? lineEnd(text, start) : text.indexOf("\n", start);
      if (end === -1) break;
      this.#readLine(text.slice(start, end), events);
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    this.#rest = start === 0 ? text : text.slice(start);
    if (this.#rest.length + (this.#data?.length ?? 0) > eventCharactersMax) throw tooLarge();
    return events;
  }

  #readLine(line: string, events: SseEvent[]): void {
    if (line === "") {
      if (this.#data !== null) events.push({ name: this.#name, data: this.#data });
      this.#name = "";
      this.#data = null;
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
    else if (field === "event") this.#name = value;
  }
}

/** Index of the next line end, or -1; a final `\r` waits, because a `\n` may follow in the next piece. */
function lineEnd(text: string, start: number): number {
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\n") return index;
    if (character === "\r") return index === text.length - 1 ? -1 : index;
  }
  return -1;
}

function tooLarge(): ProviderError {
  return new ProviderError({
    code: "provider_error",
    internal: `the provider sent an event of more than ${eventCharactersMax} characters`,
    isRetryable: false,
  });
}
