import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSimulators, type Simulators } from "@pulse/simulators/start-simulators";
import { createTransport, type Transport } from "../http/transport.ts";
import { type ChatRequest } from "../provider.ts";
import { createAnthropicProvider } from "./create-anthropic-provider.ts";
import { finishReason } from "./finish-reason.ts";
import { createStreamReader } from "./from-stream.ts";
import { toError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";
import { mergeUsage, toUsage } from "./to-usage.ts";

const request: ChatRequest = {
  model: "claude-haiku-4-5",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Hello" },
    { role: "system", content: "Answer in Arabic." },
    { role: "user", content: "Again" },
  ],
  outputTokensMax: 300,
};

describe("toUsage", () => {
  it.each([
    ["nothing", {}, [0, 0, 0, 0, 0]],
    [
      "a cache that stands beside the input",
      {
        input_tokens: 50,
        cache_read_input_tokens: 100_000,
        cache_creation_input_tokens: 200,
        output_tokens: 503,
      },
      [50, 100_000, 200, 503, 0],
    ],
    [
      "thinking inside the output",
      { input_tokens: 1, output_tokens: 100, output_tokens_details: { thinking_tokens: 60 } },
      [1, 0, 0, 40, 60],
    ],
  ])("counts every token once: %s", (_name, usage, [fresh, read, write, output, reasoning]) => {
    expect(toUsage(usage)).toEqual({
      freshInputTokens: fresh,
      cacheReadTokens: read,
      cacheWriteTokens: write,
      outputTokens: output,
      reasoningTokens: reasoning,
    });
  });

  it("replaces earlier counts by later ones and never adds them", () => {
    const start = { input_tokens: 25, cache_read_input_tokens: 7, output_tokens: 1 };
    expect(mergeUsage(start, { input_tokens: null, output_tokens: 15 })).toEqual({
      input_tokens: 25,
      cache_read_input_tokens: 7,
      output_tokens: 15,
    });
  });
});

describe("finishReason", () => {
  it.each([
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["max_tokens", "length"],
    ["model_context_window_exceeded", "length"],
    ["tool_use", "tool_calls"],
    ["refusal", "content_filter"],
    ["pause_turn", "error"],
    ["something_new", "error"],
  ])("%s is %s", (native, ours) => expect(finishReason(native)).toBe(ours));
});

describe("toError", () => {
  it.each([
    [
      400,
      { type: "invalid_request_error", message: "max_tokens: required" },
      "invalid_request",
      false,
    ],
    [
      400,
      { type: "invalid_request_error", message: "prompt is too long: 1000001 tokens > 1000000" },
      "context_length_exceeded",
      false,
    ],
    [
      400,
      { type: "invalid_request_error", message: "Your credit balance is too low" },
      "provider_unavailable",
      false,
    ],
    [401, { type: "authentication_error" }, "provider_error", false],
    [402, { type: "billing_error" }, "provider_unavailable", false],
    [403, { type: "permission_error" }, "provider_error", false],
    [404, { type: "not_found_error" }, "model_not_found", false],
    [413, { type: "request_too_large" }, "too_large", false],
    [429, { type: "rate_limit_error" }, "provider_rate_limited", true],
    [
      429,
      { type: "rate_limit_error", details: { error_code: "enforced_spend_limit_reached" } },
      "provider_unavailable",
      false,
    ],
    [500, { type: "api_error" }, "provider_error", true],
    [504, { type: "timeout_error" }, "provider_timeout", true],
    [529, { type: "overloaded_error" }, "provider_unavailable", true],
  ])("%i %o is %s", (status, error, code, isRetryable) => {
    const body = JSON.stringify({ type: "error", error });
    expect(toError({ status, headers: {}, body })).toMatchObject({ code, isRetryable });
  });
});

describe("toRequest", () => {
  it("sets system messages apart and keeps the turns in order", () => {
    expect(toRequest(request, true)).toEqual({
      model: "claude-haiku-4-5",
      system: "Be brief.\n\nAnswer in Arabic.",
      messages: request.messages.filter(({ role }) => role !== "system"),
      max_tokens: 300,
      stream: true,
    });
  });

  it("passes settings on, except those that Anthropic refuses", () => {
    const settings = { temperature: 0.7, topP: 0.5, stop: ["END"], userId: "usr_1" };
    const body = toRequest({ ...request, ...settings }, false);
    expect(body).toMatchObject({ stop_sequences: ["END"], metadata: { user_id: "usr_1" } });
    expect(body).not.toHaveProperty("temperature");
    expect(body).not.toHaveProperty("top_p");
  });
});

describe("createStreamReader", () => {
  const read = (...events: object[]) => {
    const reader = createStreamReader();
    const into: unknown[] = [];
    for (const event of events) reader.read({ name: "", data: JSON.stringify(event) }, into as []);
    return { into, reader };
  };

  it("keeps the first counts back, because an aborted answer would be charged by them", () => {
    const message = { usage: { input_tokens: 25, output_tokens: 1 } };
    const { into } = read({ type: "message_start", message }, { type: "ping" });
    expect(into).toEqual([]);
  });

  it("throws an overload that comes after 200", () => {
    const error = { type: "overloaded_error", message: "Overloaded" };
    expect(() => read({ type: "error", error })).toThrow(
      expect.objectContaining({ code: "provider_unavailable", isRetryable: true }),
    );
  });

  it("skips events that it does not know", () => {
    expect(read({ type: "something_new", delta: null }).into).toEqual([]);
  });
});

describe("beside the vendor's own SDK", () => {
  let simulators: Simulators;
  let transport: Transport;
  const resources = new AsyncDisposableStack();
  beforeAll(async () => {
    simulators = resources.use(await startSimulators({ pace: "none" }));
    transport = resources.use(createTransport());
  });
  afterAll(() => resources.disposeAsync());

  it.each(["اشرح لي معنى الزمن", "[[sim: cached=3 text=مرحبا hello]]", "[[sim: reasoning=5]] why"])(
    "reads the same answer, usage and end: %s",
    async (content) => {
      const { baseUrl } = simulators.anthropic;
      const sdk = new Anthropic({ baseURL: baseUrl, apiKey: "key", maxRetries: 0 });
      const ask: ChatRequest = { ...request, messages: [{ role: "user", content }] };
      const ours = await createAnthropicProvider(
        { baseUrl, apiKey: "key" },
        transport,
      ).completeChat(ask, new AbortController().signal);
      const body = {
        model: ask.model,
        max_tokens: 300,
        messages: [{ role: "user" as const, content }],
      };
      const theirs = await sdk.messages.create(body);
      for (const message of [theirs, await sdk.messages.stream(body).finalMessage()]) {
        const texts = message.content.map((block) => (block.type === "text" ? block.text : ""));
        const thoughts = message.content.map((block) =>
          block.type === "thinking" ? block.thinking : "",
        );
        expect(texts.join("")).toBe(ours.text);
        expect(thoughts.join("")).toBe(ours.reasoning);
        expect(message.stop_reason).toBe(ours.nativeFinishReason);
        expect(toUsage(message.usage)).toEqual(ours.usage);
      }
    },
  );

  it("sees the same refusal", async () => {
    const { baseUrl } = simulators.anthropic;
    const sdk = new Anthropic({ baseURL: baseUrl, apiKey: "key", maxRetries: 0 });
    const refused = sdk.messages.create({
      model: "claude-haiku-4-5",
      max_tokens: 10,
      messages: [{ role: "user", content: "[[sim: fail=529]]" }],
    });
    await expect(refused).rejects.toMatchObject({ status: 529 });
  });
});
