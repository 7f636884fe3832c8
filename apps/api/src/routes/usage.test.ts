import { createId } from "@pulse/contracts/ids";
import { usageSchema, type Usage } from "@pulse/contracts/billing/usage";
import { withWorkspace } from "@pulse/db/with-workspace";
import { reserveQuota } from "@pulse/platform/quota/reserve-quota";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import {
  createTestApi,
  publicOrigin,
  signIn,
  type Browser,
  type TestApi,
} from "../testing/test-api.ts";

const patience = { timeout: 15_000, interval: 20 };
let api: TestApi;
let origin: string;
beforeAll(async () => {
  api = await createTestApi();
  origin = await api.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => api[Symbol.asyncDispose]());

interface Watch {
  meters: Usage[];
  isEnded: boolean;
  stop: () => void;
}

/** Reads the stream as a browser does, until it ends. */
async function watch(browser: Browser): Promise<Watch> {
  const leaving = new AbortController();
  const response = await fetch(`${origin}/v1/usage/events`, {
    headers: { cookie: browser.cookie, origin: publicOrigin, "sec-fetch-site": "same-origin" },
    signal: leaving.signal,
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const state: Watch = { meters: [], isEnded: false, stop: () => leaving.abort() };
  void read(response, state);
  return state;
}

async function read(response: Response, state: Watch): Promise<void> {
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk);
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^event: usage\ndata: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) state.meters.push(usageSchema.parse(JSON.parse(data)));
      }
    }
  } catch {
    // The watcher left.
  }
  state.isEnded = true;
}

async function hold(browser: Browser): Promise<void> {
  const workspaceId = browser.me.workspace.id;
  await withWorkspace(api.services.database, workspaceId, (transaction) =>
    reserveQuota(
      transaction,
      {
        type: "reserve",
        workspaceId,
        holdId: createId("run"),
        fingerprint: "test",
        unit: "tokens",
        minimum: 100,
        maximum: 100,
        leaseMs: 60_000,
        model: "openai:gpt-4.1-mini",
        tool: "chat",
        userId: browser.me.user.id,
        apiKeyId: null,
      },
      new Date(),
    ),
  );
}

it("pushes the meter at once and on every change, to everyone of the workspace and to nobody else", async () => {
  const member = await signIn(api, "meter@example.com");
  const stranger = await signIn(api, "other-meter@example.com");
  const [first, second, other] = await Promise.all([member, member, stranger].map(watch));
  await vi.waitFor(() => {
    for (const seen of [first, second, other]) expect(seen?.meters.length).toBeGreaterThan(0);
  }, patience);
  await hold(member);
  await vi.waitFor(() => {
    for (const seen of [first, second]) expect(seen?.meters.at(-1)?.tokens.held).toBe(100);
  }, patience);
  expect(other?.meters.at(-1)?.tokens.held).toBe(0);
  const now = (await member.send("GET", "/v1/usage")).json();
  expect(first?.meters.at(-1)).toEqual(now);
  for (const seen of [first, second, other]) seen?.stop();
});

it("ends the stream of a session that signs out", async () => {
  const member = await signIn(api, "leaver@example.com");
  const seen = await watch(member);
  await vi.waitFor(() => expect(seen.meters.length).toBeGreaterThan(0), patience);
  await member.send("POST", "/v1/auth/sign-out");
  await vi.waitFor(() => expect(seen.isEnded).toBe(true), patience);
});
