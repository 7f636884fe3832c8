import { createInternalApp } from "@pulse/api/internal-app";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  eventsOf,
  model,
  newPerson,
  readUntil,
  refusalOf,
  startTestStack,
  type TestStack,
  textOf,
} from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

/** Takes the api's internal port away; the returned function brings it back on the same port. */
async function stopInternalApi(): Promise<() => Promise<void>> {
  const { internal } = stack.api;
  const address = internal.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  internal.server.closeAllConnections();
  await new Promise((resolve) => internal.server.close(resolve));
  return async () => {
    const again = createInternalApp(stack.api.services);
    await again.listen({ host: "127.0.0.1", port });
    stack.api.internal = again;
  };
}

describe("while the api is away", () => {
  it("refuses new work with 503 and Retry-After, goes on with what runs, and settles it afterwards", async () => {
    const person = await newPerson(stack);
    const ask = (content: string) =>
      person.call("/v1/chat/completions", { model, messages: [{ role: "user", content }] });
    const run = (content: string) =>
      person.send("/v1/chat/runs", { method: "POST", body: JSON.stringify({ content, model }) });
    const streaming = await run("[[sim: chunks=60 gapMs=20]]");
    const completing = ask("[[sim: chunks=10 firstMs=400]]");
    await vi.waitFor(async () => expect((await person.usage()).tokens.held).toBeGreaterThan(9_000));
    const start = await stopInternalApi();
    try {
      const refused = await run("hello");
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await refusalOf(refused)).code).toBe("unavailable");
      const ready = await fetch(`${stack.gatewayUrl}/v1/health/ready`);
      expect(ready.status).toBe(503);
      expect((await person.send("/v1/models")).status).toBe(200);
      expect((await completing).status).toBe(200);
      const soFar = await readUntil(streaming, (text) => text.split("event: delta").length > 40);
      expect(textOf(eventsOf(soFar))).not.toBe("");
    } finally {
      await start();
    }
    await vi.waitFor(
      async () => {
        const { tokens } = await person.usage();
        expect(tokens.held).toBe(0);
        expect(tokens.used).toBeGreaterThan(0);
      },
      { timeout: 15_000, interval: 200 },
    );
    expect((await run("[[sim: text=again]]")).status).toBe(200);
  });
});
