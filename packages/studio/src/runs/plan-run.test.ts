import { estimateChatTokens } from "@pulse/contracts/gateway/estimate-tokens";
import { outputTokensDefault, type HistoryMessage } from "@pulse/contracts/internal/runs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRun, type RunPlanInput } from "./plan-run.ts";

const question = (content: string): HistoryMessage => ({ role: "user", content });
const answer = (content: string): HistoryMessage => ({ role: "assistant", content });
const plan = (changes: Partial<RunPlanInput>) =>
  planRun({
    branch: [question("سؤال")],
    settings: {},
    contextWindow: 8_000,
    outputTokensMax: 4_000,
    ...changes,
  });

describe("planning a run", () => {
  it("keeps everything while it fits, without answers that are empty", () => {
    const branch = [question("أ"), answer(""), question("ب"), answer("ج"), question("د")];
    expect(plan({ branch }).history.map((message) => message.content)).toEqual([
      "أ",
      "ب",
      "ج",
      "د",
    ]);
  });

  it("caps the answer at the member's wish, the model's limit, our default and the window", () => {
    expect(plan({ settings: { maxOutputTokens: 500 } }).outputTokensMax).toBe(500);
    expect(plan({}).outputTokensMax).toBe(4_000);
    expect(plan({ contextWindow: 1e6, outputTokensMax: 1e5 }).outputTokensMax).toBe(
      outputTokensDefault,
    );
    const long = plan({ branch: [question("كلمة ".repeat(2_800))] });
    expect(long.outputTokensMax).toBe(8_000 - long.inputTokensEstimated);
  });

  it("asks for 256 tokens of answer at least, or the member's smaller cap", () => {
    expect(plan({}).outputTokensMin).toBe(256);
    expect(plan({ settings: { maxOutputTokens: 10 } }).outputTokensMin).toBe(10);
  });

  it("refuses a message that the model cannot read", () => {
    expect(() => plan({ branch: [question("كلمة ".repeat(10_000))] })).toThrow(
      expect.objectContaining({ code: "context_length_exceeded" }),
    );
  });

  it("drops whole turns, oldest first, and never exceeds the window", () => {
    const texts = fc.string({
      minLength: 1,
      maxLength: 3_000,
      unit: fc.constantFrom("ك", "a", " ", "7"),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, texts), { maxLength: 12 }), texts, (turns, last) => {
        const branch = [...turns.flatMap(([q, a]) => [question(q), answer(a)]), question(last)];
        const { history, inputTokensEstimated, outputTokensMax } = plan({ branch });
        expect(history).toEqual(branch.slice(branch.length - history.length));
        expect(history[0]?.role).toBe("user");
        expect(inputTokensEstimated).toBe(estimateChatTokens(history));
        expect(inputTokensEstimated + outputTokensMax).toBeLessThanOrEqual(8_000);
      }),
    );
  });
});
