import { chatCompletionSchema } from "@pulse/contracts/gateway/completions";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  model,
  newPerson,
  refusalOf,
  simulatedCalls,
  startTestStack,
  type TestStack,
} from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

const path = "/v1/chat/completions";
const ask = (content: string, more: object = {}) => ({
  model,
  messages: [{ role: "user", content }],
  ...more,
});

describe("POST /v1/chat/completions", () => {
  it("answers in OpenAI's shape and charges what the provider counted", async () => {
    const person = await newPerson(stack);
    const response = await person.call(path, ask("[[sim: text=مرحبًا بك]]"));
    expect(response.status).toBe(200);
    const body = chatCompletionSchema.parse(await response.json());
    expect(body).toMatchObject({
      object: "chat.completion",
      model,
      choices: [{ message: { role: "assistant", content: "مرحبًا بك" }, finish_reason: "stop" }],
      usage: { estimated: false },
    });
    await vi.waitFor(async () => {
      const { tokens } = await person.usage();
      expect(tokens).toMatchObject({ used: body.usage.total_tokens, held: 0 });
    });
  });

  it("streams to OpenAI's own SDK, with usage only when asked", async () => {
    const person = await newPerson(stack);
    const client = new OpenAI({ apiKey: person.key, baseURL: `${stack.gatewayUrl}/v1` });
    const stream = await client.chat.completions.create({
      model,
      messages: [{ role: "user", content: "[[sim: chunks=20]]" }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let usage = null;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      usage = chunk.usage ?? usage;
    }
    const [call] = await simulatedCalls(stack, "chunks=20");
    expect(text.length).toBeGreaterThan(20);
    expect(usage).toMatchObject({ completion_tokens: call?.outputTokens });
    const models = await client.models.list();
    expect(models.data.map((entry) => entry.id)).toContain(model);
  });

  it.each([
    ["an unknown field", { tools: [] }, "tools"],
    ["a wrong type", { temperature: "hot" }, "temperature"],
    [
      "an unsupported part",
      { messages: [{ role: "user", content: [{ type: "image_url" }] }] },
      "messages.0.content",
    ],
    ["several answers", { n: 2 }, "n"],
  ])("refuses %s by name, in OpenAI's shape", async (_name, more, param) => {
    const person = await newPerson(stack, 0);
    const response = await person.call(path, ask("hi", more));
    expect(response.status).toBe(400);
    const error = await refusalOf(response);
    expect(error).toMatchObject({ code: "invalid_request", type: "invalid_request_error" });
    expect(error.param).toContain(param);
  });

  it("refuses an unknown model as not found and never asks a provider", async () => {
    const person = await newPerson(stack, 0);
    const response = await person.call(path, { ...ask("hi"), model: "gpt-nobody" });
    expect(response.status).toBe(404);
    expect((await refusalOf(response)).code).toBe("model_not_found");
  });

  it("charges nothing for what the provider refuses, breaks or blocks", async () => {
    const person = await newPerson(stack);
    const cases = [
      ["[[sim: fail=529]]", 503],
      ["[[sim: fail=401]]", 502],
      ["[[sim: refuse]]", 200],
    ] as const;
    for (const [prompt, status] of cases) {
      const response = await person.call(path, ask(`${prompt} ${person.workspaceId}`));
      expect([prompt, response.status]).toEqual([prompt, status]);
    }
    await vi.waitFor(async () => {
      expect((await person.usage()).tokens).toMatchObject({ used: 0, held: 0 });
    });
  });

  it("ends a stream that its provider cuts with a typed error and [DONE], free of charge", async () => {
    const person = await newPerson(stack);
    const response = await person.call(
      path,
      ask("[[sim: chunks=50 cutAfter=5]]", { stream: true }),
    );
    expect(response.status).toBe(200);
    const text = await response.text();
    const events = text.trim().split("\n\n");
    expect(events.at(-1)).toBe("data: [DONE]");
    expect(JSON.parse(events.at(-2)?.slice(6) ?? "")).toMatchObject({
      error: { code: expect.stringMatching(/^provider_/) },
      choices: [{ finish_reason: "error" }],
    });
    await vi.waitFor(async () => {
      expect((await person.usage()).tokens).toMatchObject({ used: 0, held: 0 });
    });
  });

  it("answers a refusal before the first token as a plain error, not as a stream", async () => {
    const person = await newPerson(stack);
    const response = await person.call(path, ask("[[sim: fail=400]]", { stream: true }));
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/json");
  });

  it("repeats a call once when its provider fails before the first token", async () => {
    const person = await newPerson(stack);
    const prompt = `[[sim: fail=503 failTimes=1]] once ${person.workspaceId}`;
    const response = await person.call(path, ask(prompt, { stream: true }));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("[DONE]");
    expect((await simulatedCalls(stack, person.workspaceId)).length).toBe(2);
  });

  it("aborts the provider when the caller leaves, and charges what was produced", async () => {
    const person = await newPerson(stack);
    const leave = new AbortController();
    const prompt = `[[sim: chunks=2000 gapMs=5]] ${person.workspaceId}`;
    const response = await person.call(path, ask(prompt, { stream: true }), {
      signal: leave.signal,
    });
    await response.body?.getReader().read();
    leave.abort();
    await vi.waitFor(async () => {
      const [call] = await simulatedCalls(stack, person.workspaceId);
      expect(call?.outcome).toBe("aborted");
    });
    await vi.waitFor(async () => {
      const { tokens } = await person.usage();
      expect(tokens.held).toBe(0);
      expect(tokens.used).toBeGreaterThan(0);
    });
  });

  it("gives the same answer to the same idempotency key, charged once, and refuses another body", async () => {
    const person = await newPerson(stack);
    const headers = { "idempotency-key": "once" };
    const body = ask(`[[sim: text=once]] ${person.workspaceId}`);
    const first = await (await person.call(path, body, { headers })).json();
    const second = await (await person.call(path, body, { headers })).json();
    expect(second).toEqual(first);
    expect((await simulatedCalls(stack, person.workspaceId)).length).toBe(1);
    expect((await person.call(path, ask("other"), { headers })).status).toBe(409);
  });

  it("streams the same frames to the same idempotency key, charged once, and refuses another body", async () => {
    const person = await newPerson(stack);
    const headers = { "idempotency-key": "once" };
    const body = ask(`[[sim: chunks=20]] ${person.workspaceId}`, { stream: true });
    const atOnce = await Promise.all(
      [1, 2].map(async () => (await person.call(path, body, { headers })).text()),
    );
    const later = await (await person.call(path, body, { headers })).text();
    expect(later).toContain("[DONE]");
    expect(atOnce).toEqual([later, later]);
    expect((await simulatedCalls(stack, person.workspaceId)).length).toBe(1);
    const other = await person.call(path, ask("other", { stream: true }), { headers });
    expect(other.status).toBe(409);
  });

  it("makes a call anew for whoever repeats it when its first caller has left", async () => {
    const person = await newPerson(stack);
    const headers = { "idempotency-key": "left" };
    const body = ask(`[[sim: chunks=3 firstMs=1000]] ${person.workspaceId}`);
    const leave = new AbortController();
    const left = person.call(path, body, { headers, signal: leave.signal });
    await vi.waitFor(async () =>
      expect((await simulatedCalls(stack, person.workspaceId)).length).toBe(1),
    );
    const repeated = person.call(path, body, { headers });
    leave.abort();
    await expect(left).rejects.toThrow();
    const response = await repeated;
    expect(response.status).toBe(200);
    const { usage } = chatCompletionSchema.parse(await response.json());
    await vi.waitFor(async () => {
      expect((await person.usage()).tokens).toMatchObject({ used: usage.total_tokens, held: 0 });
    });
  });

  it("admits exactly what the quota has room for when fifty calls come at once", async () => {
    const person = await newPerson(stack, 0);
    // About 9,000 tokens by estimate and at least 4,600 in fact, of the trial's 10,000: a second never fits.
    const body = ask(`[[sim: chunks=3 firstMs=300]] ${"كلمة ".repeat(4_600)}`);
    const calls = Array.from({ length: 50 }, () => person.call(path, body));
    const statuses = (await Promise.all(calls)).map((response) => response.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 402)).toHaveLength(49);
    await vi.waitFor(async () => {
      const { tokens } = await person.usage();
      expect(tokens.held).toBe(0);
      expect(tokens.used).toBeGreaterThan(0);
    });
  });

  it("refuses what does not fit with what is left, in both languages", async () => {
    const person = await newPerson(stack, 0);
    const body = ask("كلمة ".repeat(30_000));
    for (const locale of ["ar", "en"]) {
      const response = await person.call(path, body, { headers: { "accept-language": locale } });
      expect(response.status).toBe(402);
      const error = await refusalOf(response);
      expect(error).toMatchObject({
        code: "quota_exceeded",
        details: { limitSource: "trial", remaining: 10_000 },
      });
      expect(/[a-z]{4}/.test(error.message)).toBe(locale === "en");
    }
  });
});
