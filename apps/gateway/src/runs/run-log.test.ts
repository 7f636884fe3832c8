import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunLog } from "./run-log.ts";

const texts = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }), {
  maxLength: 120,
});

function filled(pieces: string[]): RunLog {
  const log = new RunLog({ bytesMax: 1_000_000 });
  log.append("run", { runId: "run_1" });
  for (const text of pieces) log.append("delta", { text });
  return log;
}

function readAll(log: RunLog, from: number, sliceBytes: number): string {
  const slices: Buffer[] = [];
  for (let offset = from; offset < log.length;) {
    const slice = log.read(offset, sliceBytes);
    offset += slice.length;
    slices.push(slice);
  }
  return Buffer.concat(slices).toString();
}

describe("RunLog", () => {
  it("numbers events without gaps from 0", () => {
    const frames = readAll(filled(["a", "b"]), 0, 7).split("\n\n");
    expect(frames.slice(0, 3).map((frame) => frame.split("\n")[0])).toEqual([
      "id: 0",
      "id: 1",
      "id: 2",
    ]);
  });

  it("replays after any sequence number exactly the bytes that came after it", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5_000 }), (pieces, sliceBytes) => {
        const log = filled(pieces);
        const whole = readAll(log, 0, sliceBytes);
        const frames = whole.split(/(?<=\n\n)/);
        for (let sequence = -1; sequence <= log.lastSequence; sequence += 1) {
          const rest = readAll(log, log.offsetAfter(sequence), sliceBytes);
          expect(rest).toBe(frames.slice(sequence + 1).join(""));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps bytes that were read while it grows and is trimmed", () => {
    const log = filled(["أهلاً"]);
    const early = log.read(0, 1_000);
    const before = early.toString();
    for (let index = 0; index < 500; index += 1) log.append("delta", { text: "كلمة ".repeat(20) });
    log.trim();
    expect(early.toString()).toBe(before);
    expect(log.read(0, early.length).toString()).toBe(before);
    expect(log.allocatedBytes).toBeLessThan(log.length + 8 * 1024);
  });

  it("has nothing after a number that is not there yet", () => {
    const log = filled(["a"]);
    expect(readAll(log, log.offsetAfter(99), 100)).toBe("");
  });

  it("says when it holds as much as it may", () => {
    const log = new RunLog({ bytesMax: 200 });
    expect(log.isFull).toBe(false);
    log.append("delta", { text: "x".repeat(200) });
    expect(log.isFull).toBe(true);
  });
});
