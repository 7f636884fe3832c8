import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../../lib/api-error.ts";
import { RunSession, type RunSource } from "./run-session.ts";

const request = { model: "openai:gpt", content: "سؤال" };
const start: RunSource = { kind: "start", request, idempotencyKey: "key-1" };
const ids = {
  runId: "run_1",
  conversationId: "cnv_1",
  userMessageId: "msg_1",
  assistantMessageId: "msg_2",
  model: "openai:gpt",
};

/** A run's log on the wire, and a network that carries so many bytes per connection before it breaks. */
function networkWith(texts: string[], bytesPerConnection: number[]) {
  const events = [
    ["run", ids],
    ...texts.map((text) => ["delta", { text }]),
    ["done", { state: "completed", finishReason: "stop" }],
  ].map(([name, data], seq) => `id: ${seq}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  const calls: { path: string; key: string | null }[] = [];
  const budgets = [...bytesPerConnection];
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    calls.push({ path, key: headers.get("idempotency-key") });
    const budget = budgets.shift();
    if (budget === 0) throw new ApiError("network", { status: 0 });
    const from = Number(headers.get("last-event-id") ?? -1) + 1;
    const bytes = new TextEncoder().encode(events.slice(from).join(""));
    return new Response(streamOf(bytes.slice(0, budget ?? bytes.length)));
  };
  return { send, calls };
}

/** Three bytes at a time, so that letters of several bytes arrive in parts. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(offset, offset + 3));
      offset += 3;
    },
  });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function followed(session: RunSession) {
  const end = session.follow();
  while (session.getSnapshot().connection !== "closed") await vi.advanceTimersByTimeAsync(1_000);
  await end;
  return session.getSnapshot();
}

describe("following a run", () => {
  it("ends with the text exactly once, wherever connections break", async () => {
    const texts = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 8 });
    const breaks = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, breaks, async (parts, budgets) => {
        const { send } = networkWith(parts, budgets.slice(0, 3));
        const { text, done } = await followed(new RunSession(start, send));
        expect(text).toBe(parts.join(""));
        expect(done?.state).toBe("completed");
      }),
      { numRuns: 60 },
    );
  });

  it("starts again with the same key until the run is known, then only watches", async () => {
    const { send, calls } = networkWith(["نعم"], [0, 20, 400]);
    await followed(new RunSession(start, send));
    const starts = calls.filter(({ path }) => path === "/gateway/v1/chat/runs");
    expect(starts.length).toBeGreaterThanOrEqual(2);
    expect(new Set(starts.map(({ key }) => key))).toEqual(new Set(["key-1"]));
  });

  it("gives up a start that nothing answers, and says why", async () => {
    const { send } = networkWith([], [0, 0, 0, 0, 0, 0, 0, 0]);
    const { error, started, connection } = await followed(new RunSession(start, send));
    expect(error?.code).toBe("network");
    expect(started).toBeNull();
    expect(connection).toBe("closed");
  });

  it("takes a refusal at its word and does not ask again", async () => {
    let calls = 0;
    const refuse = () => {
      calls += 1;
      return Promise.reject(new ApiError("quota_exceeded", { status: 402 }));
    };
    const { error } = await followed(new RunSession(start, refuse));
    expect(error?.code).toBe("quota_exceeded");
    expect(calls).toBe(1);
  });

  it("stops watching a run that the gateway no longer knows", async () => {
    const forget = () => Promise.reject(new ApiError("not_found", { status: 404 }));
    const session = new RunSession({ kind: "watch", runId: "run_1" }, forget);
    expect((await followed(session)).error?.code).toBe("not_found");
  });

  it("keeps trying to watch a run while the gateway is away", async () => {
    const { send: answer } = networkWith(["نعم"], []);
    let failures = 6;
    const send: typeof answer = (path, init) => {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new ApiError("unavailable", { status: 502 }));
      return answer(path, init);
    };
    const session = new RunSession({ kind: "watch", runId: "run_1" }, send);
    expect((await followed(session)).text).toBe("نعم");
  });
});
