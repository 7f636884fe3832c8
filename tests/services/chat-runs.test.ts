import { modelListSchema } from "@pulse/contracts/gateway/models";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  eventsOf,
  model,
  newPerson,
  type Person,
  readUntil,
  refusalOf,
  simulatedCalls,
  startTestStack,
  type TestStack,
  textOf,
} from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

const start = (person: Person, content: string, more: object = {}, headers = {}) =>
  person.send("/v1/chat/runs", {
    method: "POST",
    body: JSON.stringify({ content, model, ...more }),
    headers,
  });
const watch = (person: Person, runId: string, after?: number) =>
  person.send(`/v1/chat/runs/${runId}/events`, {
    ...(after !== undefined && { headers: { "last-event-id": String(after) } }),
  });
const stop = (person: Person, runId: string) =>
  person.send(`/v1/chat/runs/${runId}/stop`, { method: "POST" });
const conversation = async (person: Person, id: string) =>
  (await person.browser.send("GET", `/v1/conversations/${id}`)).json();

/** Starts a long run and leaves as soon as its first words have come. */
async function startAndLeave(person: Person, content: string) {
  const response = await start(person, content);
  expect(response.status).toBe(200);
  const text = await readUntil(response, (read) => read.includes("event: delta"));
  const [run] = eventsOf(text);
  return { runId: String(run?.data["runId"]), conversationId: String(run?.data["conversationId"]) };
}

describe("chat runs", () => {
  it("streams run, deltas, receipt and done, numbered without gaps, and stores the same text", async () => {
    const person = await newPerson(stack);
    const events = eventsOf(await (await start(person, "اكتب فقرة قصيرة")).text());
    expect(events.map((event) => event.id)).toEqual(events.map((_event, index) => index));
    expect(events[0]).toMatchObject({ name: "run", data: { model } });
    expect(events.at(-2)).toMatchObject({ name: "receipt", data: { estimated: false } });
    expect(events.at(-1)).toMatchObject({
      name: "done",
      data: { state: "completed", finishReason: "stop" },
    });
    const { conversationId, assistantMessageId } = events[0]?.data ?? {};
    const stored = await conversation(person, String(conversationId));
    const answer = stored.messages.find(
      (message: { id: string }) => message.id === assistantMessageId,
    );
    expect(answer).toMatchObject({ state: "completed", content: textOf(events) });
    const { tokens } = await person.usage();
    expect(tokens).toMatchObject({ used: events.at(-2)?.data["chargedTokens"], held: 0 });
  });

  it("replays from every sequence number byte for byte", async () => {
    const person = await newPerson(stack);
    const whole = await (await start(person, "[[sim: chunks=120 gapMs=2 splitUtf8]]")).text();
    const frames = whole.split(/(?<=\n\n)/);
    const runId = String(eventsOf(whole)[0]?.data["runId"]);
    for (let sequence = 0; sequence < frames.length; sequence += 1) {
      const response = await watch(person, runId, sequence);
      expect(response.headers.get("content-type")).toContain("text/event-stream");
      expect(await response.text()).toBe(frames.slice(sequence + 1).join(""));
    }
    expect(await (await watch(person, runId)).text()).toBe(whole);
  });

  it("goes on when its watcher leaves, and shows two later watchers the same", async () => {
    const person = await newPerson(stack);
    const { runId } = await startAndLeave(person, "[[sim: chunks=100 gapMs=5]]");
    const [first, second] = await Promise.all([
      watch(person, runId).then((response) => response.text()),
      watch(person, runId).then((response) => response.text()),
    ]);
    expect(first).toBe(second);
    expect(eventsOf(first).at(-1)?.data).toMatchObject({ state: "completed" });
    expect((await simulatedCalls(stack, "chunks=100 gapMs=5"))[0]?.outcome).toBe("completed");
  });

  it("stops for everyone, keeps what came and charges an estimate of it", async () => {
    const person = await newPerson(stack);
    const { runId, conversationId } = await startAndLeave(person, "[[sim: chunks=3000 gapMs=5]]");
    const watching = watch(person, runId).then((response) => response.text());
    const stopped = await stop(person, runId);
    expect(await stopped.json()).toEqual({ runId, state: "stopped" });
    const events = eventsOf(await watching);
    expect(events.at(-1)).toMatchObject({ name: "done", data: { state: "stopped" } });
    const receipt = events.at(-2)?.data;
    expect(receipt).toMatchObject({ estimated: true });
    const [call] = await simulatedCalls(stack, "chunks=3000 gapMs=5");
    expect(call?.outcome).toBe("aborted");
    const stored = await conversation(person, conversationId);
    expect(stored.messages.at(-1)).toMatchObject({ state: "stopped", content: textOf(events) });
    expect((await person.usage()).tokens).toMatchObject({
      used: receipt?.["chargedTokens"],
      held: 0,
    });
    expect(await (await stop(person, runId)).json()).toEqual({ runId, state: "stopped" });
  });

  it.each([
    ["[[sim: fail=529]]", "provider_unavailable"],
    ["[[sim: chunks=30 cutAfter=4]]", "provider_error"],
    ["[[sim: refuse]]", "content_blocked"],
  ])(
    "tells %s as a typed error in the watcher's language, free of charge",
    async (prompt, code) => {
      const person = await newPerson(stack);
      const response = await start(person, prompt, {}, { "accept-language": "en" });
      const events = eventsOf(await response.text());
      const done = events.at(-1)?.data as {
        state: string;
        error: { code: string; message: string };
      };
      expect(done).toMatchObject({ state: "failed", error: { code } });
      expect(done.error.message).toMatch(/^[\x20-\x7e]+$/);
      const arabic = eventsOf(await (await watch(person, String(events[0]?.data["runId"]))).text());
      const arabicDone = arabic.at(-1)?.data as typeof done | undefined;
      expect(arabicDone?.error.message).toMatch(/[\u0600-\u06ff]/);
      expect((await person.usage()).tokens).toMatchObject({ used: 0, held: 0 });
    },
  );

  it("attaches to the same run for the same idempotency key and body, and refuses another body", async () => {
    const person = await newPerson(stack);
    const headers = { "idempotency-key": "same" };
    const content = `[[sim: chunks=40 gapMs=5]] ${person.workspaceId}`;
    const both = await Promise.all([
      start(person, content, {}, headers),
      start(person, content, {}, headers),
    ]);
    const [first, second] = await Promise.all(both.map((response) => response.text()));
    expect(first).toBe(second);
    expect((await simulatedCalls(stack, person.workspaceId)).length).toBe(1);
    expect((await start(person, "other", {}, headers)).status).toBe(409);
  });

  it("hides a run from other workspaces and from anonymous callers", async () => {
    const [owner, stranger] = [await newPerson(stack), await newPerson(stack)];
    const { runId } = await startAndLeave(owner, "[[sim: chunks=50 gapMs=5]]");
    for (const response of [
      await watch(stranger, runId),
      await stop(stranger, runId),
      await watch(stranger, "run_0000000000000000000"),
    ]) {
      expect(response.status).toBe(404);
      expect((await refusalOf(response)).code).toBe("not_found");
    }
    const anonymous = await fetch(`${stack.gatewayUrl}/v1/chat/runs/${runId}/events`);
    expect(anonymous.status).toBe(401);
  });

  it("refuses what does not fit with 402 before any stream, and stores nothing", async () => {
    const person = await newPerson(stack, 0);
    const response = await start(person, "كلمة ".repeat(30_000));
    expect(response.status).toBe(402);
    expect(await refusalOf(response)).toMatchObject({
      code: "quota_exceeded",
      details: { limitSource: "trial", remaining: 10_000 },
    });
    const list = (await person.browser.send("GET", "/v1/conversations")).json();
    expect(list.items).toEqual([]);
  });

  it.each([
    ["an unknown field", { extra: 1 }, 400],
    ["a wrong setting", { settings: { temperature: 9 } }, 400],
    ["an unknown model", { model: "nobody" }, 404],
    ["an unknown conversation", { conversationId: "cnv_00000000000000000000" }, 404],
  ])("refuses %s", async (_name, more, status) => {
    const person = await newPerson(stack, 0);
    expect((await start(person, "hi", more)).status).toBe(status);
  });

  it("refuses a browser's request from another site", async () => {
    const person = await newPerson(stack, 0);
    const response = await start(person, "hi", {}, { "sec-fetch-site": "cross-site" });
    expect(response.status).toBe(403);
    expect((await refusalOf(response)).code).toBe("cross_origin");
  });

  it("replays a run that only the api still knows, from its `run` event on", async () => {
    const person = await newPerson(stack);
    const live = eventsOf(await (await start(person, "[[sim: text=محفوظ]]")).text());
    const other = await startTestStackBeside(stack);
    const response = await fetch(
      `${other.url}/v1/chat/runs/${String(live[0]?.data["runId"])}/events`,
      {
        headers: { cookie: person.browser.cookie },
      },
    );
    const replayed = eventsOf(await response.text());
    await other.close();
    expect(replayed[0]).toMatchObject({ name: "run", data: live[0]?.data });
    expect(textOf(replayed)).toBe("محفوظ");
    expect(replayed.at(-1)).toEqual(live.at(-1));
    expect(replayed.at(-2)).toEqual(live.at(-2));
  });

  it("keeps answers from all three vendors whole and exactly charged", async () => {
    const person = await newPerson(stack);
    const names = ["openai:gpt-6-luna", ...(await otherVendorsModels(person))];
    let charged = 0;
    for (const name of names) {
      const response = await start(person, "[[sim: chunks=15]]", { model: name });
      const events = eventsOf(await response.text());
      expect([name, events.at(-1)?.data["state"]]).toEqual([name, "completed"]);
      charged += Number(events.at(-2)?.data["chargedTokens"]);
    }
    await vi.waitFor(async () => expect((await person.usage()).tokens.used).toBe(charged));
  });
});

async function otherVendorsModels(person: Person): Promise<string[]> {
  const { data } = modelListSchema.parse(await (await person.send("/v1/models")).json());
  return ["anthropic", "google"].map(
    (provider) => data.find((entry) => entry.provider === provider)?.id ?? "",
  );
}

/** Another gateway process in front of the same api. */
async function startTestStackBeside(stack: TestStack) {
  const { createApp } = await import("@pulse/gateway/app");
  const { createServices } = await import("@pulse/gateway/context");
  const resources = new AsyncDisposableStack();
  const app = await createApp(await createServices(stack.gateway.config, resources));
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url,
    close: async () => {
      await app.close();
      await resources.disposeAsync();
    },
  };
}
