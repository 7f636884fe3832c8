import { describe, expect, it } from "vitest";
import { healthy } from "../script/parse-script.ts";
import { arabicAnswers } from "./arabic-answers.ts";
import { chooseAnswer } from "./choose-answer.ts";
import { countTokens, cutToTokens, TokenCounter } from "./count-tokens.ts";
import { englishAnswers } from "./english-answers.ts";
import { planAnswer, type SimRequest } from "./plan-answer.ts";
import { repeatWords, splitEvenly, splitWords } from "./split-text.ts";

const answers = [...arabicAnswers, ...englishAnswers];
const request: SimRequest = {
  model: "m",
  stream: true,
  messages: [{ role: "user", text: "مرحبا" }],
  outputTokensMax: null,
  stop: [],
  includeUsage: true,
};

describe("demonstration answers", () => {
  it.each(arabicAnswers)("say in Arabic that they are a demonstration: %s", (text) => {
    expect(text).toMatch(/تجريبي|للعرض/);
  });

  it.each(englishAnswers)("say in English that they are a demonstration: %s", (text) => {
    expect(text).toMatch(/demonstration/i);
  });

  it("together show what a chat screen must be able to show", () => {
    for (const pattern of [/^## /m, /^\d\. /m, /^- /m, /^\|---/m, /^```\w+$/m, /\$\$/, /^> /m]) {
      expect(arabicAnswers.join("\n")).toMatch(pattern);
      expect(englishAnswers.join("\n")).toMatch(pattern);
    }
  });

  it("are the same for the same prompt, in its language", () => {
    expect(chooseAnswer("كيف الحال؟", null)).toBe(chooseAnswer("كيف الحال؟", null));
    expect(arabicAnswers).toContain(chooseAnswer("ما هو API؟ اشرح", null));
    expect(englishAnswers).toContain(chooseAnswer("What is مرحبا in English?", null));
  });

  it("are short when a title is asked for", () => {
    expect(countTokens(chooseAnswer("اكتب عنوانًا لهذه المحادثة", 24))).toBeLessThan(12);
    expect(countTokens(chooseAnswer("Write a title for this chat", 24))).toBeLessThan(12);
  });
});

describe("pieces", () => {
  it.each(answers)("put together give the text, and are counted exactly as they come", (text) => {
    const words = splitWords(text);
    expect(words.join("")).toBe(text);
    const counter = new TokenCounter();
    let said = "";
    for (const word of words) {
      said += word;
      counter.add(word);
      expect(counter.tokens, said).toBe(countTokens(said));
    }
  });

  it("are as many as asked for", () => {
    expect(splitEvenly("أهلًا وسهلًا 😀", 5)).toHaveLength(5);
    expect(splitEvenly("أهلًا وسهلًا 😀", 5).join("")).toBe("أهلًا وسهلًا 😀");
    expect(repeatWords("one two three", 500)).toHaveLength(500);
  });

  it("are cut to a number of tokens without half a character", () => {
    for (let tokens = 1; tokens < 60; tokens += 1) {
      const cut = cutToTokens("👩‍🚀 رائدة فضاء 漢字 end", tokens);
      expect(cut).not.toContain("\uFFFD");
      expect(countTokens(cut)).toBeLessThanOrEqual(tokens);
    }
  });
});

describe("planAnswer", () => {
  it("counts each message and what surrounds it", () => {
    const { inputTokens } = planAnswer(request, healthy);
    expect(inputTokens).toBe(countTokens("مرحبا") + 4 + 3);
  });

  it("lets reasoning take from the output cap", () => {
    const plan = planAnswer({ ...request, outputTokensMax: 20 }, { ...healthy, reasoning: 15 });
    expect(plan.finish).toBe("length");
    expect(countTokens(plan.chunks.join(""))).toBeLessThanOrEqual(5);
  });

  it("reports no more cached tokens than there are", () => {
    expect(planAnswer(request, { ...healthy, cached: 10_000 }).cachedTokens).toBe(
      planAnswer(request, healthy).inputTokens,
    );
  });

  it("counts special tokens as the text that they are", () => {
    const messages = [{ role: "user" as const, text: "say <|endoftext|>" }];
    expect(planAnswer({ ...request, messages }, healthy).inputTokens).toBeGreaterThan(7);
  });
});
