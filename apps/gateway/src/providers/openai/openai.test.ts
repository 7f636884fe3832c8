import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSimulators, type Simulators } from "@pulse/simulators/start-simulators";
import { createTransport, type Transport } from "../http/transport.ts";
import { type ChatRequest } from "../provider.ts";
import { acceptsSampling } from "./accepts-sampling.ts";
import { createOpenAiProvider } from "./create-openai-provider.ts";
import { finishReason } from "./finish-reason.ts";
import { createStreamReader } from "./from-stream.ts";
import { toError, toWireError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";
import { toUsage } from "./to-usage.ts";

const request: ChatRequest = {
  model: "gpt-4.1-mini",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hi" },
  ],
  outputTokensMax: 300,
};

function refusal(status: number, error: object, headers: Record<string, string> = {}) {
  return toError({ status, headers, body: JSON.stringify({ error }) }, 0);
}

describe("toUsage", () => {
  it.each([
    ["nothing", {}, [0, 0, 0, 0, 0]],
    ["plain counts", { prompt_tokens: 10, completion_tokens: 5 }, [10, 0, 0, 5, 0]],
    [
      "cached and reasoning tokens as parts of their totals",
      {
        prompt_tokens: 2006,
        completion_tokens: 300,
        prompt_tokens_details: { cached_tokens: 1920 },
        completion_tokens_details: { reasoning_tokens: 192 },
      },
      [86, 1920, 0, 108, 192],
    ],
    [
      "cache writes that overlap with reads",
      { prompt_tokens: 100, prompt_tokens_details: { cached_tokens: 80, cache_write_tokens: 90 } },
      [0, 80, 20, 0, 0],
    ],
    [
      "details above their total",
      { completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 9 } },
      [0, 0, 0, 0, 5],
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
});

describe("finishReason", () => {
  it.each([
    ["stop", "stop"],
    ["length", "length"],
    ["tool_calls", "tool_calls"],
    ["function_call", "tool_calls"],
    ["content_filter", "content_filter"],
    ["error", "error"],
    ["something_new", "error"],
    ["constructor", "error"],
  ])("%s is %s", (native, ours) => expect(finishReason(native)).toBe(ours));
});

describe("toError", () => {
  it.each([
    [400, { code: "context_length_exceeded" }, "context_length_exceeded", false, false],
    [400, { type: "invalid_request_error" }, "invalid_request", false, false],
    [400, { code: "content_policy_violation" }, "content_blocked", false, false],
    [401, { code: "invalid_api_key" }, "provider_error", false, true],
    [403, { code: "unsupported_country_region_territory" }, "provider_error", false, true],
    [404, { code: "model_not_found" }, "model_not_found", false, true],
    [429, { code: "rate_limit_exceeded" }, "provider_rate_limited", true, false],
    [429, { code: "slow_down" }, "provider_rate_limited", true, false],
    [429, { type: "insufficient_quota" }, "provider_unavailable", false, true],
    [429, { code: "monthly_spend_limit_exceeded" }, "provider_unavailable", false, true],
    [500, { type: "server_error" }, "provider_error", true, false],
    [503, { type: "server_error" }, "provider_unavailable", true, false],
  ])("%i %o is %s", (status, error, code, isRetryable, needsOperator) => {
    expect(refusal(status, error)).toMatchObject({ code, isRetryable, needsOperator });
  });

  it("keeps the provider's words for the log and out of the details", () => {
    const error = refusal(400, { message: "secret words" });
    expect(error.message).toContain("secret words");
    expect(JSON.stringify(error.details ?? {})).not.toContain("secret words");
  });

  it.each([
    [{ "retry-after": "7" }, 7],
    [{ "retry-after-ms": "1500", "retry-after": "9" }, 1.5],
    [{ "x-ms-retry-after-ms": "20" }, 0.02],
    [{ "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }, 5],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("reads %o as %s seconds", (headers, seconds) => {
    expect(refusal(429, {}, headers).retryAfterS).toBe(seconds);
  });

  it("reads a body that is no JSON by its status", () => {
    const error = toError({ status: 502, headers: {}, body: "<html>bad gateway</html>" });
    expect(error).toMatchObject({ code: "provider_error", isRetryable: true });
  });

  it("reads a status number inside a stream's error, as OpenRouter sends it", () => {
    expect(toWireError({ code: 429, message: "slow" })).toMatchObject({
      code: "provider_rate_limited",
      providerStatus: 429,
    });
  });
});

describe("toRequest", () => {
  it("asks a stream for its usage and a whole answer for nothing more", () => {
    expect(toRequest(request, true)).toEqual({
      model: "gpt-4.1-mini",
      messages: request.messages,
      max_completion_tokens: 300,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(toRequest(request, false)).not.toHaveProperty("stream");
  });

  it("passes settings on, except what a reasoning model would refuse", () => {
    const settings = { temperature: 0.3, topP: 0.9, stop: ["END"], userId: "usr_1" };
    expect(toRequest({ ...request, ...settings }, false)).toMatchObject({
      temperature: 0.3,
      top_p: 0.9,
      stop: ["END"],
      safety_identifier: "usr_1",
    });
    const reasoning = toRequest({ ...request, ...settings, model: "gpt-6-luna" }, false);
    expect(reasoning).not.toHaveProperty("temperature");
    expect(reasoning).not.toHaveProperty("top_p");
  });

  it.each([
    ["gpt-4.1-mini", true],
    ["gpt-4o", true],
    ["gpt-5-chat-latest", true],
    ["gpt-5.5", false],
    ["gpt-6.1-sol", false],
    ["o3", false],
    ["o4-mini", false],
    ["qwen3:8b", true],
  ])("sampling settings reach %s: %s", (model, accepts) => {
    expect(acceptsSampling(model)).toBe(accepts);
  });
});

describe("createStreamReader", () => {
  const read = (...chunks: object[]) => {
    const reader = createStreamReader();
    const events: unknown[] = [];
    for (const chunk of chunks)
      reader.read({ name: "", data: JSON.stringify(chunk) }, events as []);
    return { events, reader };
  };
  const choice = (delta: object, finish: object = {}) => ({
    choices: [{ index: 0, delta, ...finish }],
  });

  it.each(["reasoning", "reasoning_content"])(
    "shows the reasoning of a server with %s",
    (field) => {
      expect(read(choice({ [field]: "hm" })).events).toEqual([{ type: "reasoning", text: "hm" }]);
    },
  );

  it("takes usage and finish from one chunk, and OpenRouter's native reason", () => {
    const { events, reader } = read({
      ...choice({ content: "a" }, { finish_reason: "length", native_finish_reason: "MAX_TOKENS" }),
      usage: { prompt_tokens: 1, completion_tokens: 2 },
    });
    expect(events).toMatchObject([
      { type: "text" },
      { type: "usage", usage: { freshInputTokens: 1, outputTokens: 2 } },
      { type: "finish", reason: "length", nativeReason: "MAX_TOKENS" },
    ]);
    expect(reader.isFinished).toBe(true);
  });

  it("finishes once, however often the reason is repeated", () => {
    const end = choice({}, { finish_reason: "stop" });
    expect(read(end, end).events).toHaveLength(1);
  });

  it("throws OpenRouter's error chunk", () => {
    const error = { code: 502, message: "Provider disconnected" };
    const chunk = { ...choice({ content: "" }, { finish_reason: "error" }), error };
    expect(() => read(chunk)).toThrow(expect.objectContaining({ code: "provider_error" }));
  });

  it("throws for a chunk that cannot be read", () => {
    const reader = createStreamReader();
    expect(() => reader.read({ name: "", data: "{oops" }, [])).toThrow(
      expect.objectContaining({ code: "provider_error" }),
    );
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

  it.each(["اشرح لي معنى الزمن", "[[sim: text=مرحبا hello cached=3]]", "[[sim: reasoning=5]] why"])(
    "reads the same answer, usage and end: %s",
    async (content) => {
      const { baseUrl } = simulators.openai;
      const sdk = new OpenAI({ baseURL: baseUrl, apiKey: "key", maxRetries: 0 });
      const ask: ChatRequest = { ...request, messages: [{ role: "user", content }] };
      const ours = await createOpenAiProvider({ baseUrl, apiKey: "key" }, transport).completeChat(
        ask,
        new AbortController().signal,
      );
      const theirs = await sdk.chat.completions.create({
        model: ask.model,
        messages: ask.messages,
        max_completion_tokens: 300,
      });
      const streamed = sdk.chat.completions.stream({
        model: ask.model,
        messages: ask.messages,
        max_completion_tokens: 300,
        stream_options: { include_usage: true },
      });
      for (const completion of [theirs, await streamed.finalChatCompletion()]) {
        const [choice] = completion.choices;
        expect(choice?.message.content).toBe(ours.text);
        expect(choice?.finish_reason).toBe(ours.nativeFinishReason);
        expect(completion.usage && toUsage(completion.usage)).toEqual(ours.usage);
      }
    },
  );

  it("sees the same refusal", async () => {
    const sdk = new OpenAI({ baseURL: simulators.openai.baseUrl, apiKey: "key", maxRetries: 0 });
    const refused = sdk.chat.completions.create({
      model: "gpt-4.1-mini",
      messages: [{ role: "user", content: "[[sim: fail=429 retryAfter=3]]" }],
    });
    await expect(refused).rejects.toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  });

  it("lists models", async () => {
    const sdk = new OpenAI({ baseURL: simulators.openai.baseUrl, apiKey: "key", maxRetries: 0 });
    expect((await sdk.models.list()).data.length).toBeGreaterThan(0);
  });
});
