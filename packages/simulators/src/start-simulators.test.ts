import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CallRecord } from "./calls/call-log.ts";
import { startSimulators, type Simulators } from "./start-simulators.ts";

let simulators: Simulators;
beforeAll(async () => {
  simulators = await startSimulators({ pace: "none" });
});
afterAll(() => simulators[Symbol.asyncDispose]());

function post(body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(`${simulators.openai.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

function ask(content: string, more: object = {}): object {
  return { model: "m", messages: [{ role: "user", content }], ...more };
}

async function calls(): Promise<CallRecord[]> {
  const response = await fetch(`${simulators.openai.origin}/_sim/calls`);
  return ((await response.json()) as { calls: CallRecord[] }).calls;
}

async function callOf(prompt: string): Promise<CallRecord | undefined> {
  return (await calls()).findLast(({ promptPreview }) => promptPreview === prompt);
}

describe("the list of calls", () => {
  it("counts the bytes and tokens that were sent", async () => {
    const prompt = "[[sim: text=مرحبا يا عالم]]";
    const body = await (await post(ask(prompt, { stream: true }))).arrayBuffer();
    const call = await callOf(prompt);
    expect(call).toMatchObject({ outcome: "completed", stream: true, usageSent: false });
    expect(call?.bytesSent).toBe(body.byteLength);
    expect(call?.endedAt).not.toBeNull();
  });

  it("says whether the client was told the counts", async () => {
    const prompt = "[[sim: text=told]]";
    const options = { stream: true, stream_options: { include_usage: true } };
    await (await post(ask(prompt, options))).text();
    expect(await callOf(prompt)).toMatchObject({ usageSent: true });
  });

  it("sees a client that goes away, whatever it was waiting for", async () => {
    for (const script of ["gapMs=5 chunks=9000", "stallAfter=0", "firstMs=60000"]) {
      const prompt = `[[sim: ${script}]]`;
      const leaving = new AbortController();
      const gone = post(ask(prompt, { stream: true }), leaving.signal)
        .then((response) => response.text())
        .catch((error: unknown) => error);
      await vi.waitFor(async () => expect(await callOf(prompt)).toMatchObject({ outcome: "open" }));
      leaving.abort();
      await gone;
      await vi.waitFor(async () =>
        expect(await callOf(prompt)).toMatchObject({ outcome: "aborted" }),
      );
    }
  });

  it("can be cleared", async () => {
    await fetch(`${simulators.anthropic.origin}/_sim/calls`, { method: "DELETE" });
    const response = await fetch(`${simulators.anthropic.origin}/_sim/calls`);
    expect(await response.json()).toEqual({ calls: [] });
  });
});

describe("refusals", () => {
  it("fails only as often as asked, so that a retry can succeed", async () => {
    const body = ask("[[sim: fail=503 failTimes=2 text=ok]]");
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await post(body)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it.each([
    ["{", 400],
    [{ model: "m" }, 400],
    [ask("hi", { max_tokens: 0 }), 400],
    [{ model: "m", messages: [{ role: "wizard", content: "hi" }] }, 400],
    [ask("[[sim: explode]]"), 400],
  ])("refuses %o as a provider would", async (body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });

  it("refuses a call without a key, and an address it does not have", async () => {
    const { openai, anthropic, google } = simulators;
    const init = { method: "POST", body: "{}" };
    const keyless = [
      `${openai.baseUrl}/chat/completions`,
      `${anthropic.baseUrl}/v1/messages`,
      `${google.baseUrl}/v1beta/models/m:generateContent`,
    ];
    for (const url of keyless) expect((await fetch(url, init)).status).toBe(401);
    expect((await fetch(`${openai.baseUrl}/nothing`, init)).status).toBe(404);
  });
});

describe("the instant answer", () => {
  it("is a whole answer with its usage, streaming or not", async () => {
    const whole = (await (await post(ask("[[sim: instant]]"))).json()) as object;
    expect(whole).toMatchObject({ object: "chat.completion", usage: { prompt_tokens: 32 } });
    const stream = await (await post(ask("[[sim: instant]]", { stream: true }))).text();
    expect(stream).toMatch(/"usage":\{"prompt_tokens":32/);
    expect(stream.endsWith("data: [DONE]\n\n")).toBe(true);
  });
});

describe("startSimulators", () => {
  it("takes the port it is given and says so when it is taken", async () => {
    const { port } = simulators.openai;
    await expect(startSimulators({ ports: { anthropic: port } })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });
});
