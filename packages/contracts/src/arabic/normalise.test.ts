import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseArabic } from "./normalise.ts";
import { normaliseVectors } from "./normalise-vectors.ts";

describe("normaliseArabic", () => {
  it.each(normaliseVectors)("folds $input", ({ input, output }) => {
    expect(normaliseArabic(input)).toBe(output);
  });

  it("changes nothing the second time", () => {
    const arabic = fc.string({
      unit: fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCodePoint(code)),
    });
    fc.assert(
      fc.property(fc.oneof(arabic, fc.string({ unit: "binary" })), (text) => {
        const once = normaliseArabic(text);
        expect(normaliseArabic(once)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });
});
