import { createDatabase } from "@pulse/db/client";
import { createTestDatabase } from "@pulse/db/testing/create-test-database";
import { expect, it, vi } from "vitest";
import { startTcpProxy } from "./testing/tcp-proxy.ts";
import { createTestApi, serviceToken, signIn } from "./testing/test-api.ts";

it("answers 503 with Retry-After while the database is away, and recovers by itself", async () => {
  await using stack = new AsyncDisposableStack();
  const { api, proxy } = await startBehindProxy(stack);
  const { send } = await signIn(api, "outage@example.com");
  const internal = () =>
    api.internal.inject({
      url: "/internal/revocations?after=0",
      headers: { authorization: `Bearer ${serviceToken}` },
    });

  proxy.breakOff();
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all([
      send("GET", "/v1/me"),
      send("POST", "/v1/conversations", { body: {} }),
      send("POST", "/v1/auth/sign-in/magic-link", { body: { email: "new@example.com" } }),
      api.app.inject({ url: "/v1/health/ready" }),
      internal(),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(503);
      expect(answer.json().error.code).toBe("unavailable");
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await api.app.inject({ url: "/v1/health" })).statusCode).toBe(200);
    expect((await api.app.inject({ url: "/v1/plans" })).statusCode).toBe(200);
  }

  proxy.heal();
  await vi.waitUntil(async () => (await send("GET", "/v1/me")).statusCode === 200, 5_000);
  expect((await send("POST", "/v1/conversations", { body: {} })).statusCode).toBe(201);
  expect((await internal()).statusCode).toBe(200);
});

it("answers 503 while the database keeps its connections and says nothing, and recovers", async () => {
  await using stack = new AsyncDisposableStack();
  const { api, proxy } = await startBehindProxy(stack, { statementTimeoutMs: 500 });
  const { send } = await signIn(api, "silence@example.com");
  proxy.stall();
  const answers = await Promise.all([
    send("GET", "/v1/me"),
    send("POST", "/v1/conversations", { body: {} }),
    api.app.inject({ url: "/v1/health/ready" }),
  ]);
  for (const answer of answers) {
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  proxy.heal();
  await vi.waitUntil(async () => (await send("GET", "/v1/me")).statusCode === 200, 20_000);
});

it("closes without waiting for streams that would never end", async () => {
  await using api = await createTestApi();
  const { send } = await signIn(api, "drain@example.com");
  const stream = await send("GET", "/v1/usage/events", { payloadAsStream: true });
  expect(stream.statusCode).toBe(200);
  const closing = api.app.close();
  for await (const chunk of stream.stream()) expect(String(chunk)).not.toContain("error");
  await closing;
  expect(api.app.closing.aborted).toBe(true);
});

async function startBehindProxy(
  stack: AsyncDisposableStack,
  options: { statementTimeoutMs?: number } = {},
) {
  const { appUrl } = stack.use(await createTestDatabase());
  const address = new URL(appUrl);
  const proxy = stack.use(
    await startTcpProxy({ host: address.hostname, port: Number(address.port) }),
  );
  address.port = String(proxy.port);
  const database = stack.use(await createDatabase({ url: address.href, ...options }));
  const api = stack.use(await createTestApi({ database }));
  return { api, proxy };
}
