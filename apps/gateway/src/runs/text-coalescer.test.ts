import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextCoalescer, type TextPiece } from "./text-coalescer.ts";

function joined(pieces: TextPiece[], kind: TextPiece["kind"]): string {
  return pieces
    .filter((piece) => piece.kind === kind)
    .map((piece) => piece.text)
    .join("");
}

describe("TextCoalescer", () => {
  it("lets the first text out at once and holds the rest for the window's end", () => {
    const coalescer = new TextCoalescer();
    expect(coalescer.push({ kind: "text", text: "مر" })).toEqual([{ kind: "text", text: "مر" }]);
    expect(coalescer.push({ kind: "text", text: "حبا بك" })).toEqual([]);
    expect(coalescer.tick()).toEqual([{ kind: "text", text: "حبا " }]);
  });

  it("lets a word without an end out after two windows", () => {
    const coalescer = new TextCoalescer();
    coalescer.push({ kind: "text", text: "a " });
    coalescer.push({ kind: "text", text: "https://example" });
    expect(coalescer.tick()).toEqual([]);
    expect(coalescer.tick()).toEqual([{ kind: "text", text: "https://example" }]);
  });

  it("never changes, loses or reorders text, and never splits a character", () => {
    const events = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constantFrom("text" as const, "reasoning" as const),
          text: fc.string({ unit: "grapheme", maxLength: 12 }),
        }),
        fc.constant("tick" as const),
      ),
    );
    fc.assert(
      fc.property(events, (steps) => {
        const coalescer = new TextCoalescer();
        const out = steps.flatMap((step) =>
          step === "tick" ? coalescer.tick() : halves(step).flatMap((half) => coalescer.push(half)),
        );
        out.push(...coalescer.flush());
        const given = steps.filter((step) => step !== "tick");
        expect(joined(out, "text")).toBe(joined(given, "text"));
        expect(joined(out, "reasoning")).toBe(joined(given, "reasoning"));
        expect(out.every((piece) => piece.text.isWellFormed())).toBe(true);
      }),
    );
  });
});

/** A piece cut anywhere, as a provider may cut it: also between the halves of a surrogate pair. */
function halves({ kind, text }: TextPiece): TextPiece[] {
  const middle = Math.floor(text.length / 2);
  return [
    { kind, text: text.slice(0, middle) },
    { kind, text: text.slice(middle) },
  ];
}
