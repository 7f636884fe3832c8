import { GoogleGenAI } from "@google/genai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSimulators, type Simulators } from "@pulse/simulators/start-simulators";
import { createTransport, type Transport } from "../http/transport.ts";
import { type ChatRequest } from "../provider.ts";
import { createGoogleProvider } from "./create-google-provider.ts";
import { finishReason } from "./finish-reason.ts";
import { createStreamReader } from "./from-stream.ts";
import { googleEndpoint } from "./google-endpoint.ts";
import { toError } from "./to-error.ts";
import { toRequest } from "./to-request.ts";
import { toUsage } from "./to-usage.ts";

const request: ChatRequest = {
  model: "gemini-3.8-flash",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Hello" },
    { role: "user", content: "Again" },
  ],
  outputTokensMax: 300,
};

describe("toUsage", () => {
  it.each([
    ["nothing", {}, [0, 0, 0, 0, 0]],
    [
      "a cache inside the prompt, thoughts beside the answer, tools as input",
      {
        promptTokenCount: 1_000,
        cachedContentTokenCount: 700,
        candidatesTokenCount: 40,
        thoughtsTokenCount: 60,
        toolUsePromptTokenCount: 5,
      },
      [305, 700, 0, 40, 60],
    ],
    ["thoughts without an answer", { promptTokenCount: 9, thoughtsTokenCount: 4 }, [9, 0, 0, 0, 4]],
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
    ["STOP", "stop"],
    ["MAX_TOKENS", "length"],
    ["SAFETY", "content_filter"],
    ["RECITATION", "content_filter"],
    ["BLOCKLIST", "content_filter"],
    ["PROHIBITED_CONTENT", "content_filter"],
    ["SPII", "content_filter"],
    ["LANGUAGE", "content_filter"],
    ["MODEL_ARMOR", "content_filter"],
    ["IMAGE_SAFETY", "content_filter"],
    ["MALFORMED_FUNCTION_CALL", "error"],
    ["UNEXPECTED_TOOL_CALL", "error"],
    ["NO_IMAGE", "error"],
    ["OTHER", "error"],
    ["SOMETHING_NEW", "error"],
  ])("%s is %s", (native, ours) => expect(finishReason(native)).toBe(ours));
});

describe("toError", () => {
  const daily = [{ violations: [{ quotaId: "GenerateRequestsPerDayPerProjectPerModel" }] }];
  it.each([
    [400, { status: "INVALID_ARGUMENT" }, "invalid_request", false],
    [
      400,
      {
        status: "INVALID_ARGUMENT",
        message: "The input token count (1048577) exceeds the maximum number of tokens allowed",
      },
      "context_length_exceeded",
      false,
    ],
    [
      400,
      { status: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key." },
      "provider_error",
      false,
    ],
    [401, { status: "UNAUTHENTICATED" }, "provider_error", false],
    [403, { status: "PERMISSION_DENIED" }, "provider_error", false],
    [404, { status: "NOT_FOUND" }, "model_not_found", false],
    [429, { status: "RESOURCE_EXHAUSTED" }, "provider_rate_limited", true],
    [429, { status: "RESOURCE_EXHAUSTED", details: daily }, "provider_unavailable", false],
    [500, { status: "INTERNAL" }, "provider_error", true],
    [503, { status: "UNAVAILABLE" }, "provider_unavailable", true],
    [504, { status: "DEADLINE_EXCEEDED" }, "provider_timeout", true],
  ])("%i %o is %s", (status, error, code, isRetryable) => {
    const body = JSON.stringify({ error });
    expect(toError({ status, headers: {}, body })).toMatchObject({ code, isRetryable });
    expect(toError({ status, headers: {}, body: `[${body}]` })).toMatchObject({ code });
  });

  it("reads when to come back from the body", () => {
    const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "3.5s" }];
    const body = JSON.stringify({ error: { status: "RESOURCE_EXHAUSTED", details } });
    expect(toError({ status: 429, headers: {}, body }).retryAfterS).toBe(3.5);
  });
});

describe("toRequest", () => {
  it("sets system messages apart and calls the assistant model", () => {
    expect(toRequest({ ...request, temperature: 2, topP: 0.5, stop: ["END"] })).toEqual({
      systemInstruction: { parts: [{ text: "Be brief." }] },
      contents: [
        { role: "user", parts: [{ text: "Hi" }] },
        { role: "model", parts: [{ text: "Hello" }] },
        { role: "user", parts: [{ text: "Again" }] },
      ],
      generationConfig: {
        maxOutputTokens: 300,
        temperature: 2,
        topP: 0.5,
        stopSequences: ["END"],
      },
    });
  });
});

describe("googleEndpoint", () => {
  it.each([
    ["europe-west1", "https://europe-west1-aiplatform.googleapis.com"],
    ["global", "https://aiplatform.googleapis.com"],
  ])("finds Vertex AI in %s with a bearer token", async (location, origin) => {
    const getAccessToken = () => Promise.resolve("fresh");
    const place = { kind: "vertex" as const, baseUrl: null, project: "pulse", location };
    const endpoint = googleEndpoint({ ...place, getAccessToken });
    expect(endpoint.origin).toBe(origin);
    expect(endpoint.modelsPath).toBe(
      `/v1/projects/pulse/locations/${location}/publishers/google/models/`,
    );
    expect(await endpoint.headers()).toMatchObject({ authorization: "Bearer fresh" });
  });
});

describe("createStreamReader", () => {
  const read = (...chunks: object[]) => {
    const reader = createStreamReader();
    const into: unknown[] = [];
    for (const chunk of chunks) reader.read({ name: "", data: JSON.stringify(chunk) }, into as []);
    return into;
  };

  it("skips counts that do not count the answer yet", () => {
    const parts = [{ text: "a" }];
    const chunk = { candidates: [{ content: { parts } }], usageMetadata: { promptTokenCount: 5 } };
    expect(read(chunk)).toEqual([{ type: "text", text: "a" }]);
  });

  it("reports a blocked prompt as content_filter with what was counted", () => {
    const chunk = {
      promptFeedback: { blockReason: "PROHIBITED_CONTENT" },
      usageMetadata: { promptTokenCount: 5 },
    };
    expect(read(chunk)).toMatchObject([
      { type: "usage", usage: { freshInputTokens: 5, outputTokens: 0 } },
      { type: "finish", reason: "content_filter", nativeReason: "PROHIBITED_CONTENT" },
    ]);
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
      const { baseUrl } = simulators.google;
      const sdk = new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl } });
      const config = { kind: "gemini" as const, baseUrl, apiKey: "key" };
      const ask: ChatRequest = { ...request, messages: [{ role: "user", content }] };
      const ours = await createGoogleProvider(config, transport).completeChat(
        ask,
        new AbortController().signal,
      );
      const body = { model: ask.model, contents: content, config: { maxOutputTokens: 300 } };
      const theirs = await sdk.models.generateContent(body);
      expect(theirs.text).toBe(ours.text);
      expect(theirs.candidates?.[0]?.finishReason).toBe(ours.nativeFinishReason);
      expect(toUsage(theirs.usageMetadata ?? {})).toEqual(ours.usage);
      let text = "";
      let last = theirs;
      for await (const chunk of await sdk.models.generateContentStream(body)) {
        text += chunk.text ?? "";
        last = chunk;
      }
      expect(text).toBe(ours.text);
      expect(toUsage(last.usageMetadata ?? {})).toEqual(ours.usage);
    },
  );

  it("reports a token that cannot be had as ours to mend", async () => {
    const getAccessToken = () => Promise.reject(new Error("no credentials"));
    const provider = createGoogleProvider(
      { kind: "vertex", baseUrl: null, project: "p", location: "global", getAccessToken },
      transport,
    );
    const refused = provider.completeChat(request, new AbortController().signal);
    await expect(refused).rejects.toMatchObject({ code: "provider_error", needsOperator: true });
  });
});
