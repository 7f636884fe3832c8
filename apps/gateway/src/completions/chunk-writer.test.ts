import { describe, expect, it } from "vitest";
import { ChunkFormat } from "./chunk-writer.ts";

const head = { id: "chatcmpl-1", createdS: 1_700_000_000, model: "openai:gpt-6-luna" };
const parse = (chunk: string): unknown => JSON.parse(chunk.replace(/^data: /, ""));
const shared = {
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: 1_700_000_000,
  model: "openai:gpt-6-luna",
};

describe("ChunkFormat", () => {
  it("writes OpenAI's chunks, whatever stands in the text", () => {
    const text = 'سطر\nثانٍ "quoted" \u2028 \\ 😀';
    const chunk = new ChunkFormat(head, false).text(text);
    expect(chunk.endsWith("\n\n")).toBe(true);
    expect(chunk.trim().includes("\n")).toBe(false);
    expect(parse(chunk)).toEqual({
      ...shared,
      choices: [{ index: 0, delta: { content: text }, logprobs: null, finish_reason: null }],
    });
  });

  it("says `usage: null` in every chunk when usage was asked for, and the usage alone at the end", () => {
    const format = new ChunkFormat(head, true);
    expect(parse(format.role())).toMatchObject({ ...shared, usage: null });
    const usage = {
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 3,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
      charged_tokens: 3,
      estimated: false,
    };
    expect(parse(format.usage(usage))).toEqual({ ...shared, choices: [], usage });
  });

  it("keeps the provider's own finish reason beside ours", () => {
    expect(parse(new ChunkFormat(head, false).finish("length", "MAX_TOKENS"))).toMatchObject({
      choices: [{ delta: {}, finish_reason: "length", native_finish_reason: "MAX_TOKENS" }],
    });
  });

  it("tells an error together with the end of its choice", () => {
    const error = { code: "provider_error", message: "…" };
    expect(parse(new ChunkFormat(head, false).error(error))).toEqual({
      ...shared,
      choices: [{ index: 0, delta: {}, finish_reason: "error" }],
      error,
    });
  });
});
