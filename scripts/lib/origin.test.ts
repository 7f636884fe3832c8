import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { errorMessage } from "@pulse/contracts/errors";
import { describe, expect, it, onTestFinished } from "vitest";
import { routeOf, startOrigin, type OriginTargets } from "./origin.ts";
import { findFreePorts, listen } from "./ports.ts";
import { waitUntil } from "./wait-until.ts";

const targets = { api: "http://api", gateway: "http://gateway", web: "http://web" };

describe("routeOf", () => {
  it.each([
    ["/api/v1/me", "http://api", "/v1/me"],
    ["/api/v1/usage?by=day", "http://api", "/v1/usage?by=day"],
    ["/api", "http://api", "/"],
    ["/api?x=1", "http://api", "/?x=1"],
    ["/gateway/v1/models", "http://gateway", "/v1/models"],
    ["/apiary", "http://web", "/apiary"],
    ["/en/chat", "http://web", "/en/chat"],
    ["/", "http://web", "/"],
    ["/en/api/v1/me", "http://web", "/en/api/v1/me"],
  ])("sends %s to %s as %s", (path, target, rest) => {
    expect(routeOf(path, targets)).toEqual({ target, path: rest });
  });
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function startBehind(handler: Handler): Promise<string> {
  const server = createServer(handler);
  const port = await listen(server, 0);
  onTestFinished(() => server.closeAllConnections());
  const service = `http://127.0.0.1:${port}`;
  const all: OriginTargets = { api: service, gateway: service, web: service };
  const origin = await startOrigin(0, all);
  onTestFinished(async () => {
    await origin[Symbol.asyncDispose]();
    server.close();
  });
  return origin.url.replace("localhost", "127.0.0.1");
}

describe("startOrigin", () => {
  it("passes a stream on piece by piece, unbuffered and uncompressed", async () => {
    const waiting: ServerResponse[] = [];
    const url = await startBehind((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: one\n\n");
      waiting.push(response);
    });
    const answer = await fetch(`${url}/gateway/v1/chat/runs`);
    const reader = answer.body!.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe("data: one\n\n");
    expect(answer.headers.get("content-encoding")).toBeNull();
    waiting[0]?.end("data: two\n\n");
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("data: two\n\n");
  });

  it("lets the service behind know that the client went away", async () => {
    let isGone = false;
    const url = await startBehind((_request, response) => {
      response.write("data: one\n\n");
      response.on("close", () => (isGone = true));
    });
    const client = request(`${url}/gateway/v1/chat/runs`, { method: "POST" });
    client.on("error", () => {});
    client.end("{}");
    const [answer] = (await once(client, "response")) as [IncomingMessage];
    await once(answer, "data");
    client.destroy();
    expect(await waitUntil(() => isGone, { timeoutMs: 5_000 })).toBe(true);
  });

  it("lets the service know of a client that leaves before the first byte", async () => {
    let state = "unasked";
    const url = await startBehind((_request, response) => {
      state = "asked";
      response.on("close", () => (state = "gone"));
    });
    const client = request(`${url}/gateway/v1/chat/runs`);
    client.on("error", () => {});
    client.end();
    await waitUntil(() => state === "asked", { timeoutMs: 5_000 });
    client.destroy();
    expect(await waitUntil(() => state === "gone", { timeoutMs: 5_000 })).toBe(true);
  });

  it("drops what a client claims about earlier hops", async () => {
    const url = await startBehind((incoming, response) => {
      response.end(String(incoming.headers["x-forwarded-for"]));
    });
    const answer = await fetch(`${url}/api/v1/me`, { headers: { "x-forwarded-for": "6.6.6.6" } });
    expect(await answer.text()).toMatch(/^(::ffff:)?127\.0\.0\.1$/);
  });

  it("answers 503 with a way on when the service behind is down", async () => {
    const [port] = await findFreePorts(1);
    const down = `http://127.0.0.1:${port}`;
    await using origin = await startOrigin(0, { api: down, gateway: down, web: down });
    for (const locale of ["ar", "en"] as const) {
      const headers = { "accept-language": locale };
      const url = `${origin.url.replace("localhost", "127.0.0.1")}/api/v1/me`;
      const answer = await fetch(url, { headers });
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("2");
      const message = errorMessage("unavailable", locale);
      expect(await answer.json()).toMatchObject({ error: { code: "unavailable", message } });
    }
  });
});
