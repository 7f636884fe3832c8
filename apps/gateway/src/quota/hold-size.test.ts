import { describe, expect, it } from "vitest";
import { holdSizeOf } from "./hold-size.ts";

const model = { contextWindow: 100_000, outputTokensMax: 16_000 };

describe("holdSizeOf", () => {
  it.each([
    ["the caller's cap", 1_000, 4_000, { minimum: 1_256, maximum: 5_000 }],
    ["a default without a cap", 1_000, null, { minimum: 1_256, maximum: 9_192 }],
    ["the model's own limit", 1_000, 50_000, { minimum: 1_256, maximum: 17_000 }],
    ["what the context leaves", 99_000, 16_000, { minimum: 99_256, maximum: 100_000 }],
    ["as little as the caller asks for", 1_000, 5, { minimum: 1_005, maximum: 1_005 }],
  ])("holds for %s", (_name, inputTokensEstimated, outputTokensWanted, size) => {
    expect(holdSizeOf({ inputTokensEstimated, outputTokensWanted, model })).toEqual(size);
  });

  it("refuses an input that leaves no room for an answer", () => {
    const call = { inputTokensEstimated: 99_900, outputTokensWanted: null, model };
    expect(() => holdSizeOf(call)).toThrow(
      expect.objectContaining({ code: "context_length_exceeded" }),
    );
  });
});
