import { type ServerResponse } from "node:http";

/**
 * The body of an answer whose head is written, framed here (chunked coding, RFC 9112 section 7.1): Node hands each
 * chunk to the socket in four pieces, which costs a streamed token more than making it. A client of HTTP/1.0, which
 * knows no chunks, gets its bytes as they are.
 */
export class ChunkedBody {
  readonly #response: ServerResponse;
  readonly #isFramed: boolean;

  constructor(response: ServerResponse) {
    this.#response = response;
    this.#isFramed = response.chunkedEncoding;
    response.chunkedEncoding = false;
  }

  /** False when the reader is slower than we write: wait for the response's `drain`. */
  write(text: string): boolean {
    return this.#response.write(this.#frame(text));
  }

  /** The last words; nothing may be written after them. */
  end(text: string): void {
    this.#response.end(this.#isFramed ? `${this.#frame(text)}0\r\n\r\n` : text);
  }

  // An empty chunk would end the body.
  #frame(text: string): string {
    if (!this.#isFramed || text === "") return text;
    return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  }
}
