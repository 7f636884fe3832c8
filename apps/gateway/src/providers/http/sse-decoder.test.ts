import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SseEvent, SseDecoder } from "./sse-decoder.ts";

function decode(...pieces: Uint8Array[]): SseEvent[] {
  const decoder = new SseDecoder();
  return pieces.flatMap((piece) => decoder.push(piece));
}

const text =
  ": hello\nevent: a\ndata: سلام 😀 ﷽\n\ndata:x\r\ndata: y\r\n\r\nid: 1\rdata: z\r\r\ndata\n\n";
const events: SseEvent[] = [
  { name: "a", data: "سلام 😀 ﷽" },
  { name: "", data: "x\ny" },
  { name: "", data: "z" },
  { name: "", data: "" },
];

describe("SseDecoder", () => {
  it("reads fields, comments and all three line ends", () => {
    expect(decode(Buffer.from(text))).toEqual(events);
  });

  it("reads the same events when the bytes are split at any one place", () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at <= bytes.length; at += 1)
      expect(decode(bytes.subarray(0, at), bytes.subarray(at)), `split at ${at}`).toEqual(events);
  });

  it("reads the same events one byte at a time", () => {
    expect(decode(...Array.from(Buffer.from(text), (byte) => Buffer.of(byte)))).toEqual(events);
  });

  it("reads any data back, however it is split", () => {
    const line = fc.string({ unit: "grapheme" }).map((value) => value.replaceAll(/[\r\n]/g, " "));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1 }),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.array(fc.nat(), { maxLength: 20 }),
        (lines, end, cuts) => {
          const bytes = Buffer.from(
            lines.map((data) => `data: ${data}${end}${end}`).join("") + "\n",
          );
          const places = cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b);
          const pieces = [0, ...places].map((place, index) => bytes.subarray(place, places[index]));
          expect(decode(...pieces).map(({ data }) => data)).toEqual(lines);
        },
      ),
    );
  });

  it("skips a byte order mark and what is left unfinished at the end", () => {
    expect(decode(Buffer.from("\uFEFFdata: a\n\ndata: b\n"))).toEqual([{ name: "", data: "a" }]);
  });

  it("refuses an event without end before it fills the memory", () => {
    const decoder = new SseDecoder();
    const piece = Buffer.from("data: " + "x".repeat(1024 * 1024) + "\n");
    expect(() => {
      for (let count = 0; count < 5; count += 1) decoder.push(piece);
    }).toThrow(expect.objectContaining({ code: "provider_error" }));
  });
});
