import { describe, expect, it } from "vitest";
import { healthy, parseScript, ScriptError, withoutScript } from "./parse-script.ts";

describe("parseScript", () => {
  it.each([
    ["a plain prompt", healthy],
    ["[[sim: chunks=200 gapMs=5]] go", { ...healthy, chunks: 200, gapMs: 5 }],
    ["[[sim: fail=429 retryAfter=3]]", { ...healthy, fail: 429, retryAfterS: 3 }],
    [
      "[[sim: fail=429 code=insufficient_quota]]",
      { ...healthy, fail: 429, code: "insufficient_quota" },
    ],
    [
      "[[sim: noUsage refuse splitUtf8]]",
      { ...healthy, noUsage: true, refuse: true, splitUtf8: true },
    ],
    ["[[sim: cutAfter=20 cached=4]]", { ...healthy, cutAfter: 20, cached: 4 }],
    [
      "[[sim:text= two  spaces, a=b\nand a line ]]",
      { ...healthy, text: " two  spaces, a=b\nand a line " },
    ],
    ["[[sim: chunks=2 text=أهلًا]] x", { ...healthy, chunks: 2, text: "أهلًا" }],
  ])("reads %s", (prompt, script) => expect(parseScript(prompt)).toEqual(script));

  it.each([
    "[[sim: explode]]",
    "[[sim: constructor]]",
    "[[sim: chunks=many]]",
    "[[sim: gapMs=]]",
    "[[sim: fail=-1]]",
  ])("refuses %s, because a fault that never happens proves nothing", (prompt) =>
    expect(() => parseScript(prompt)).toThrow(ScriptError),
  );
});

describe("withoutScript", () => {
  it("leaves what a person would have written", () => {
    expect(withoutScript("[[sim: chunks=2]] مرحبا ")).toBe("مرحبا");
  });
});
