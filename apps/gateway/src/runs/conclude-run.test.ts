import { describe, expect, it } from "vitest";
import { type AnswerFacts, concludeRun, type Ending } from "./conclude-run.ts";

const counted = {
  freshInputTokens: 40,
  cacheReadTokens: 10,
  cacheWriteTokens: 0,
  outputTokens: 100,
  reasoningTokens: 20,
};
const facts: AnswerFacts = {
  hasText: true,
  hasReasoning: false,
  usage: counted,
  isUsageFinal: true,
  inputTokensEstimated: 60,
  outputTokensEstimated: 130,
  heldTokens: 500,
};
const finished: Ending = { kind: "finished", reason: "stop" };
const stopped: Ending = { kind: "stopped" };

describe("concludeRun", () => {
  it("charges a whole answer what the provider counted, each token once", () => {
    const conclusion = concludeRun(finished, facts);
    expect(conclusion).toMatchObject({ state: "completed", finishReason: "stop" });
    expect(conclusion.chargedTokens).toBe(170);
    expect(conclusion.usage).toEqual({ ...counted, estimated: false });
  });

  it("charges the provider's final count even past the hold, so that the ledger can book the overrun", () => {
    expect(concludeRun(finished, { ...facts, heldTokens: 50 }).chargedTokens).toBe(170);
  });

  it("charges a marked estimate when the provider did not count, never above the hold", () => {
    const uncounted = { ...facts, usage: null, isUsageFinal: false };
    expect(concludeRun(finished, uncounted)).toMatchObject({
      chargedTokens: 190,
      usage: { freshInputTokens: 60, outputTokens: 130, estimated: true },
    });
    expect(concludeRun(finished, { ...uncounted, heldTokens: 70 }).chargedTokens).toBe(70);
  });

  it("charges a stopped answer its input and the text that came", () => {
    const running = { ...counted, outputTokens: 1, reasoningTokens: 0 };
    expect(concludeRun(stopped, { ...facts, usage: running, isUsageFinal: false })).toMatchObject({
      state: "stopped",
      errorCode: null,
      chargedTokens: 180,
      usage: { freshInputTokens: 40, outputTokens: 130, estimated: true },
    });
  });

  it("charges a stopped answer exactly when the provider still told its count", () => {
    const conclusion = concludeRun(stopped, facts);
    expect(conclusion).toMatchObject({ state: "stopped", chargedTokens: 170 });
    expect(conclusion.usage.estimated).toBe(false);
  });

  it("says of an interrupted answer that it was interrupted, and charges what came", () => {
    const cut = { ...facts, usage: null, isUsageFinal: false };
    expect(concludeRun({ kind: "interrupted" }, cut)).toMatchObject({
      state: "interrupted",
      errorCode: "interrupted",
      chargedTokens: 190,
    });
  });

  it.each<[string, Ending, Partial<AnswerFacts>]>([
    ["failed", { kind: "failed", code: "provider_error" }, {}],
    ["blocked", { kind: "finished", reason: "content_filter" }, {}],
    ["broken by its own account", { kind: "finished", reason: "error" }, {}],
    ["empty", finished, { hasText: false }],
    ["empty but for reasoning", finished, { hasText: false, hasReasoning: true }],
    ["stopped before anything came", stopped, { hasText: false }],
  ])("charges nothing for an answer that is %s", (_name, ending, changes) => {
    expect(concludeRun(ending, { ...facts, ...changes }).chargedTokens).toBe(0);
  });

  it("names a blocked answer as blocked", () => {
    expect(concludeRun({ kind: "finished", reason: "content_filter" }, facts)).toMatchObject({
      state: "failed",
      finishReason: "content_filter",
      errorCode: "content_blocked",
    });
  });
});
