import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startSimulators, type Simulators } from "@pulse/simulators/start-simulators";
import { createAnthropicProvider } from "./anthropic/create-anthropic-provider.ts";
import { createCompatibleProvider } from "./compatible/create-compatible-provider.ts";
import { createGoogleProvider } from "./google/create-google-provider.ts";
import { createTransport, type Transport } from "./http/transport.ts";
import { createOpenAiProvider } from "./openai/create-openai-provider.ts";
import { ProviderError } from "./provider-error.ts";
import { type ChatProvider, type ChatRequest, type ProviderEvent } from "./provider.ts";

let simulators: Simulators;
let transport: Transport;
const resources = new AsyncDisposableStack();

beforeAll(async () => {
  simulators = resources.use(await startSimulators({ pace: "none" }));
  transport = resources.use(createTransport());
});
afterAll(() => resources.disposeAsync());

type Wire = "openai" | "anthropic" | "google";
const providers: [
  name: string,
  wire: Wire,
  create: (baseUrl: string, on: Transport) => ChatProvider,
][] = [
  ["openai", "openai", (baseUrl, on) => createOpenAiProvider({ baseUrl, apiKey: "key" }, on)],
  [
    "anthropic",
    "anthropic",
    (baseUrl, on) => createAnthropicProvider({ baseUrl, apiKey: "key" }, on),
  ],
  [
    "google (gemini)",
    "google",
    (baseUrl, on) => createGoogleProvider({ kind: "gemini", baseUrl, apiKey: "key" }, on),
  ],
  [
    "google (vertex)",
    "google",
    (baseUrl, on) => {
      const getAccessToken = () => Promise.resolve("token");
      const place = { project: "pulse", location: "europe-west1" };
      return createGoogleProvider({ kind: "vertex", baseUrl, ...place, getAccessToken }, on);
    },
  ],
  [
    "compatible",
    "openai",
    (baseUrl, on) => createCompatibleProvider({ id: "vllm", baseUrl, apiKey: "key" }, on),
  ],
];

function ask(content: string, more: Partial<ChatRequest> = {}): ChatRequest {
  const messages: ChatRequest["messages"] = [
    { role: "system", content: "Be brief." },
    { role: "user", content },
  ];
  return { model: "a-model", messages, outputTokensMax: 4_000, ...more };
}

interface Gathered {
  text: string;
  reasoning: string;
  usage: unknown;
  finish: ProviderEvent | null;
  error: unknown;
}

async function gather(
  provider: ChatProvider,
  request: ChatRequest,
  signal: AbortSignal = new AbortController().signal,
  onEvents: () => void = () => {},
): Promise<Gathered> {
  const gathered: Gathered = { text: "", reasoning: "", usage: null, finish: null, error: null };
  try {
    for await (const events of provider.streamChat(request, signal)) {
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) {
        if (event.type === "text") gathered.text += event.text;
        else if (event.type === "reasoning") gathered.reasoning += event.text;
        else if (event.type === "usage") gathered.usage = event.usage;
        else gathered.finish = event;
      }
      onEvents();
    }
  } catch (error) {
    gathered.error = error;
  }
  return gathered;
}

interface Call {
  outcome: string;
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  reasoningTokens: number;
  promptPreview: string;
}

async function lastCall(wire: Wire, prompt: string): Promise<Call> {
  const response = await fetch(`${simulators[wire].origin}/_sim/calls`);
  const { calls } = (await response.json()) as { calls: Call[] };
  const call = calls.findLast(({ promptPreview }) => promptPreview === prompt.slice(0, 120));
  if (call === undefined) throw new Error(`no call for ${prompt}`);
  return call;
}

describe.each(providers)("%s", (_name, wire, create) => {
  const provider = () => create(simulators[wire].baseUrl, transport);

  it("streams and completes the same answer, with the provider's own counts in disjoint buckets", async () => {
    const prompt = "[[sim: cached=5 reasoning=7 text=مرحبًا 👋🏽 hello\nworld]]";
    const streamed = await gather(provider(), ask(prompt));
    const completed = await provider().completeChat(ask(prompt), new AbortController().signal);
    const call = await lastCall(wire, prompt);
    expect(streamed.error).toBeNull();
    expect(streamed.text).toBe("مرحبًا 👋🏽 hello\nworld");
    expect(completed.text).toBe(streamed.text);
    expect(streamed.usage).toEqual({
      freshInputTokens: call.inputTokens - 5,
      cacheReadTokens: 5,
      cacheWriteTokens: 0,
      outputTokens: call.outputTokens,
      reasoningTokens: 7,
    });
    expect(completed.usage).toEqual(streamed.usage);
    expect(streamed.finish).toMatchObject({ type: "finish", reason: "stop" });
    expect(completed.finishReason).toBe("stop");
    expect(call.outcome).toBe("completed");
  });

  it("answers an Arabic prompt in Arabic", async () => {
    const { text } = await gather(provider(), ask("كيف أبدأ بتعلم البرمجة؟"));
    expect(text).toMatch(/تجريبي|للعرض/);
  });

  it("keeps every character whole when the bytes are split inside characters", async () => {
    const text = "سلامٌ عليكم 😀👨‍👩‍👧 ﷽ 漢字 end";
    expect((await gather(provider(), ask(`[[sim: splitUtf8 text=${text}]]`))).text).toBe(text);
  });

  it("says that the output cap was reached", async () => {
    const request = ask("Explain streams", { outputTokensMax: 12 });
    const streamed = await gather(provider(), request);
    const completed = await provider().completeChat(request, new AbortController().signal);
    expect(streamed.finish).toMatchObject({ reason: "length" });
    expect(completed.finishReason).toBe("length");
    expect((streamed.usage as { outputTokens: number }).outputTokens).toBeLessThanOrEqual(12);
  });

  it("stops at a stop sequence", async () => {
    const streamed = await gather(
      provider(),
      ask("[[sim: text=one two three four]]", { stop: ["three"] }),
    );
    expect(streamed.text.trim()).toBe("one two");
    expect(streamed.finish).toMatchObject({ reason: "stop" });
  });

  it("reports a refusal as content_filter, without text", async () => {
    const streamed = await gather(provider(), ask("[[sim: refuse]]"));
    const completed = await provider().completeChat(
      ask("[[sim: refuse]]"),
      new AbortController().signal,
    );
    expect(streamed).toMatchObject({ text: "", error: null, finish: { reason: "content_filter" } });
    expect(completed).toMatchObject({ text: "", finishReason: "content_filter" });
  });

  it("has no usage when the provider did not count", async () => {
    const prompt = "[[sim: noUsage text=hello]]";
    const streamed = await gather(provider(), ask(prompt));
    const completed = await provider().completeChat(ask(prompt), new AbortController().signal);
    expect(streamed).toMatchObject({ text: "hello", usage: null, error: null });
    expect(completed).toMatchObject({ text: "hello", usage: null });
  });

  it.each([
    ["fail=400", "invalid_request", false],
    ["fail=401", "provider_error", false],
    ["fail=403", "provider_error", false],
    ["fail=404", "model_not_found", false],
    ["fail=413", "too_large", false],
    ["fail=429 retryAfter=3", "provider_rate_limited", true],
    ["fail=500", "provider_error", true],
    ["fail=503", "provider_unavailable", true],
    ["fail=504", "provider_timeout", true],
    ["fail=529", "provider_unavailable", true],
  ])("throws for %s before anything is yielded", async (script, code, isRetryable) => {
    const streamed = await gather(provider(), ask(`[[sim: ${script}]]`));
    const completed: unknown = await provider()
      .completeChat(ask(`[[sim: ${script}]]`), new AbortController().signal)
      .catch((error: unknown) => error);
    const expected = { code, isRetryable, providerStatus: Number(script.slice(5, 8)) };
    expect(streamed).toMatchObject({ text: "", finish: null, error: expected });
    expect(streamed.error).toBeInstanceOf(ProviderError);
    expect(completed).toMatchObject(expected);
    if (script.includes("retryAfter"))
      expect(streamed.error).toMatchObject({ retryAfterS: 3, details: { retryAfterS: 3 } });
  });

  it("throws a typed error for an error event in the stream, after the text before it", async () => {
    const early = await gather(provider(), ask("[[sim: failAfter=0 fail=503 text=a b c]]"));
    const late = await gather(provider(), ask("[[sim: failAfter=2 fail=503 text=a b c]]"));
    expect(early).toMatchObject({ text: "", finish: null });
    expect(early.error).toBeInstanceOf(ProviderError);
    expect(late).toMatchObject({ text: "a b", finish: null });
    expect(late.error).toBeInstanceOf(ProviderError);
  });

  it("throws a typed error when the connection is cut, never a silent end", async () => {
    const streamed = await gather(provider(), ask("[[sim: cutAfter=2 text=a b c]]"));
    expect(streamed).toMatchObject({
      text: "a b",
      finish: null,
      error: { code: "provider_error" },
    });
    const completed = provider().completeChat(
      ask("[[sim: cutAfter=0]]"),
      new AbortController().signal,
    );
    await expect(completed).rejects.toBeInstanceOf(ProviderError);
  });

  it("gives up on a stream that falls silent", async () => {
    await using quick = createTransport({ idleMs: 80 });
    const prompt = "[[sim: stallAfter=2 text=a b c]]";
    const streamed = await gather(create(simulators[wire].baseUrl, quick), ask(prompt));
    expect(streamed).toMatchObject({ text: "a b", error: { code: "provider_timeout" } });
    await vi.waitFor(async () => expect((await lastCall(wire, prompt)).outcome).toBe("aborted"));
  });

  it("gives up on a stream without a first token", async () => {
    await using quick = createTransport({ firstTokenMs: 80 });
    const prompt = "[[sim: stallAfter=0 text=never]]";
    const streamed = await gather(create(simulators[wire].baseUrl, quick), ask(prompt));
    expect(streamed.error).toMatchObject({ code: "provider_timeout", isRetryable: true });
  });

  it("gives up on a call that passes the total", async () => {
    await using quick = createTransport({ totalMs: 80 });
    const slow = create(simulators[wire].baseUrl, quick);
    const prompt = "[[sim: gapMs=20 chunks=500]]";
    expect((await gather(slow, ask(prompt))).error).toMatchObject({ code: "provider_timeout" });
    const whole = slow.completeChat(ask("[[sim: stallAfter=0]]"), new AbortController().signal);
    await expect(whole).rejects.toMatchObject({ code: "provider_timeout", isRetryable: false });
  });

  it("closes the upstream socket when the caller aborts in mid-stream", async () => {
    const stopping = new AbortController();
    const prompt = `[[sim: gapMs=5 chunks=5000]] ${_name}`;
    const streamed = await gather(provider(), ask(prompt), stopping.signal, () =>
      stopping.abort(new Error("the reader left")),
    );
    expect(streamed.error).toMatchObject({ message: "the reader left" });
    expect(streamed.error).not.toBeInstanceOf(ProviderError);
    await vi.waitFor(async () => expect((await lastCall(wire, prompt)).outcome).toBe("aborted"));
  });

  it("closes the upstream socket when the caller stops reading", async () => {
    const prompt = `[[sim: gapMs=5 chunks=5001]] ${_name}`;
    for await (const _ of provider().streamChat(ask(prompt), new AbortController().signal)) break;
    await vi.waitFor(async () => expect((await lastCall(wire, prompt)).outcome).toBe("aborted"));
  });

  it("closes the upstream socket when the caller aborts before the first byte", async () => {
    const prompt = `[[sim: firstMs=60000]] ${_name}`;
    const stopping = new AbortController();
    const whole = provider().completeChat(ask(prompt), stopping.signal);
    const rejected = expect(whole).rejects.toMatchObject({ name: "AbortError" });
    await vi.waitFor(async () => expect((await lastCall(wire, prompt)).outcome).toBe("open"));
    stopping.abort();
    await rejected;
    await vi.waitFor(async () => expect((await lastCall(wire, prompt)).outcome).toBe("aborted"));
  });

  it("refuses to start when the caller has already aborted", async () => {
    const aborted = await gather(provider(), ask("hello"), AbortSignal.abort(new Error("gone")));
    expect(aborted.error).toMatchObject({ message: "gone" });
  });

  it("reports a server that cannot be reached", async () => {
    const nowhere = create("http://127.0.0.1:1/v1", transport);
    expect((await gather(nowhere, ask("hello"))).error).toMatchObject({
      code: "provider_unavailable",
      isRetryable: true,
    });
  });
});
