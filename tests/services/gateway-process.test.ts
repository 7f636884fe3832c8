import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { runLeaseMs } from "@pulse/contracts/internal/runs";
import { reapRuns } from "@pulse/studio/runs/reap-runs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  eventsOf,
  model,
  newPerson,
  type Person,
  readUntil,
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

const main = fileURLToPath(import.meta.resolve("@pulse/gateway/main"));

interface GatewayProcess {
  child: ChildProcess;
  url: string;
  exited: Promise<number | null>;
  errors: () => string;
}

function run(environment: Record<string, string>): Omit<GatewayProcess, "url"> {
  const child = spawn(process.execPath, [main], {
    env: { ...stack.settings, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr?.on("data", (text: Buffer) => (errors += text.toString()));
  const exited = once(child, "exit").then(([code]: (number | null)[]) => code ?? null);
  return { child, exited, errors: () => errors };
}

async function freePort(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : 0, server };
}

async function startGateway(environment: Record<string, string> = {}): Promise<GatewayProcess> {
  const { port, server } = await freePort();
  server.close();
  const gateway = run({ GATEWAY_PORT: String(port), ...environment });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => expect((await fetch(`${url}/v1/health/ready`)).status).toBe(200), {
    timeout: 20_000,
    interval: 100,
  });
  return { ...gateway, url };
}

const startRun = (gateway: GatewayProcess, person: Person, content: string) =>
  fetch(`${gateway.url}/v1/chat/runs`, {
    method: "POST",
    body: JSON.stringify({ content, model }),
    headers: {
      cookie: person.browser.cookie,
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
    },
  });

describe("the gateway's process", () => {
  it.each([
    ["TOKEN_PUBLIC_KEY", ""],
    ["INTERNAL_SERVICE_TOKEN", ""],
    ["TOKEN_PUBLIC_KEY", "not a key"],
    ["COMPATIBLE_PROVIDERS", "[{}]"],
  ])("does not start with %s=%j, and says so in one line", async (name, value) => {
    const gateway = run({ [name]: value });
    expect(await gateway.exited).toBe(1);
    expect(gateway.errors().trim().split("\n")).toHaveLength(1);
    expect(gateway.errors()).toContain(name);
  });

  it("says in one line that its port is taken", async () => {
    const { port, server } = await freePort();
    const gateway = run({ GATEWAY_PORT: String(port) });
    expect(await gateway.exited).toBe(1);
    server.close();
    expect(gateway.errors().trim()).toBe(`cannot start: port ${port} is already in use`);
  });

  it("lets what runs finish after SIGTERM, and ends by itself", async () => {
    const person = await newPerson(stack);
    const gateway = await startGateway();
    const response = await startRun(gateway, person, "[[sim: chunks=60 gapMs=20]]");
    const watching = response.text();
    gateway.child.kill("SIGTERM");
    await vi.waitFor(async () => {
      const ready = await fetch(`${gateway.url}/v1/health/ready`);
      expect(ready.status).toBe(503);
    });
    const refused = await startRun(gateway, person, "hello");
    expect(refused.status).toBe(503);
    expect(eventsOf(await watching).at(-1)?.data).toMatchObject({ state: "completed" });
    expect(await gateway.exited).toBe(0);
    expect((await person.usage()).tokens.held).toBe(0);
  });

  it("interrupts what outlasts the shutdown time, keeps it and charges it", async () => {
    const person = await newPerson(stack);
    const gateway = await startGateway({ SHUTDOWN_TIMEOUT_MS: "200" });
    const response = await startRun(gateway, person, "[[sim: chunks=3000 gapMs=5]]");
    const watching = response.text();
    await vi.waitFor(async () =>
      expect((await simulatedCalls(stack, "chunks=3000 gapMs=5")).length).toBe(1),
    );
    gateway.child.kill("SIGTERM");
    const events = eventsOf(await watching);
    expect(events.at(-1)?.data).toMatchObject({
      state: "interrupted",
      error: { code: "interrupted" },
    });
    expect(await gateway.exited).toBe(0);
    const stored = (
      await person.browser.send(
        "GET",
        `/v1/conversations/${String(events[0]?.data["conversationId"])}`,
      )
    ).json();
    expect(stored.messages.at(-1)).toMatchObject({ state: "interrupted", content: textOf(events) });
    expect((await person.usage()).tokens).toMatchObject({
      used: events.at(-2)?.data["chargedTokens"],
      held: 0,
    });
  });

  it("leaves its last checkpoint when it is killed, for the reaper to end", async () => {
    const person = await newPerson(stack);
    const gateway = await startGateway();
    const response = await startRun(gateway, person, "[[sim: chunks=2000 gapMs=10]]");
    const seen = eventsOf(
      await readUntil(response, (text) => text.split("event: delta").length > 90),
    );
    const runId = String(seen[0]?.data["runId"]);
    const watch = () => person.send(`/v1/chat/runs/${runId}/events`);
    gateway.child.kill("SIGKILL");
    await gateway.exited;
    const orphan = await watch();
    expect(orphan.status).toBe(503);
    expect(Number(orphan.headers.get("retry-after"))).toBeGreaterThan(0);
    const past = new Date(Date.now() + runLeaseMs);
    await reapRuns(stack.api.services.database, { limit: 100, now: past });
    const replayed = eventsOf(await (await watch()).text());
    expect(replayed.at(-1)?.data).toMatchObject({ state: "interrupted" });
    const kept = textOf(replayed);
    expect(kept).not.toBe("");
    expect(textOf(seen).startsWith(kept) || kept.startsWith(textOf(seen))).toBe(true);
    const { tokens } = await person.usage();
    expect(tokens).toMatchObject({ used: replayed.at(-2)?.data["chargedTokens"], held: 0 });
    expect(tokens.used).toBeGreaterThan(0);
  });
});
