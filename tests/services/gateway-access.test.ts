import { cookieNames } from "@pulse/contracts/internal/identity";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  model,
  newPerson,
  readUntil,
  simulatedCalls,
  startTestStack,
  type TestStack,
} from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

const models = (headers: Record<string, string>) =>
  fetch(`${stack.gatewayUrl}/v1/models`, { headers });
const cookieOf = (cookies: string, name: string) =>
  new RegExp(`${name}=([^;]+)`).exec(cookies)?.[1] ?? "";
const revocationWithin = { timeout: 5_000, interval: 100 };

describe("who may use the gateway", () => {
  it("knows a browser by its access token, without asking the api", async () => {
    const person = await newPerson(stack, 0);
    const token = cookieOf(person.browser.cookie, cookieNames.access);
    const response = await models({ cookie: `${cookieNames.access}=${token}` });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  it("gives a browser whose access token is gone a fresh one", async () => {
    const person = await newPerson(stack, 0);
    const session = cookieOf(person.browser.cookie, cookieNames.session);
    const response = await models({ cookie: `${cookieNames.session}=${session}` });
    expect(response.status).toBe(200);
    const fresh = response.headers.get("set-cookie") ?? "";
    expect(fresh).toContain("HttpOnly; SameSite=Lax");
    const token = cookieOf(fresh, cookieNames.access);
    expect((await models({ cookie: `${cookieNames.access}=${token}` })).status).toBe(200);
  });

  it("takes each credential in its own carrier only", async () => {
    const { browser, key } = await newPerson(stack, 0);
    const session = cookieOf(browser.cookie, cookieNames.session);
    for (const headers of [
      {},
      { "x-api-key": key },
      { cookie: `${cookieNames.access}=${key}` },
      { cookie: `${cookieNames.session}=${key}` },
      { authorization: `Bearer ${session}` },
      { authorization: `Basic ${key}` },
      { authorization: `Bearer ${key}x` },
      { authorization: "Bearer pk_live_unknown", cookie: browser.cookie },
    ]) {
      expect((await models(headers as Record<string, string>)).status).toBe(401);
    }
    const inQuery = await fetch(`${stack.gatewayUrl}/v1/models?api_key=${key}`);
    expect(inQuery.status).toBe(401);
  });

  it("refuses tokens of another algorithm, key, issuer or audience", async () => {
    const { browser } = await newPerson(stack, 0);
    const token = cookieOf(browser.cookie, cookieNames.access);
    const [head = "", body = "", signature = ""] = token.split(".");
    const forged = (header: object) =>
      `${Buffer.from(JSON.stringify(header)).toString("base64url")}.${body}.`;
    const changed = Buffer.from(body, "base64url")
      .toString()
      .replace(/"rol":"\w+"/, '"rol":"admin"');
    for (const bad of [
      forged({ alg: "none" }),
      `${forged({ alg: "HS256" })}${signature}`,
      `${head}.${Buffer.from(changed).toString("base64url")}.${signature}`,
      `${head}.${body}`,
    ]) {
      expect((await models({ authorization: `Bearer ${bad}` })).status).toBe(401);
    }
    expect((await models({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it("finds nothing in a workspace that the caller is no member of", async () => {
    const [person, other] = [await newPerson(stack, 0), await newPerson(stack, 0)];
    const carriers: Record<string, string>[] = [
      { cookie: person.browser.cookie },
      { authorization: `Bearer ${person.key}` },
    ];
    for (const carrier of carriers) {
      const own = await models({ ...carrier, "x-workspace-id": person.workspaceId });
      expect(own.status).toBe(200);
      const foreign = await models({ ...carrier, "x-workspace-id": other.workspaceId });
      expect(foreign.status).toBe(404);
    }
  });

  it("stops a revoked key within five seconds, its open stream and its provider included", async () => {
    const person = await newPerson(stack);
    const body = {
      model,
      stream: true,
      messages: [{ role: "user", content: `[[sim: chunks=5000 gapMs=10]] ${person.workspaceId}` }],
    };
    const response = await person.call("/v1/chat/completions", body);
    await person.browser.send("DELETE", `/v1/api-keys/${person.keyId}`);
    const text = await readUntil(response, (read) => read.includes("[DONE]"));
    expect(text).toContain('"code":"unauthenticated"');
    expect((await models({ authorization: `Bearer ${person.key}` })).status).toBe(401);
    const [call] = await simulatedCalls(stack, person.workspaceId);
    expect(call?.outcome).toBe("aborted");
    await vi.waitFor(async () => {
      const { tokens } = await person.usage();
      expect(tokens.held).toBe(0);
      expect(tokens.used).toBeGreaterThan(0);
    });
  });

  it("ends a signed-out browser's watching within five seconds, and not the answer", async () => {
    const person = await newPerson(stack);
    const content = `[[sim: chunks=400 gapMs=10]] ${person.workspaceId}`;
    const response = await person.send("/v1/chat/runs", {
      method: "POST",
      body: JSON.stringify({ content, model }),
    });
    await person.browser.send("POST", "/v1/auth/sign-out");
    expect(await response.text()).not.toContain("event: done");
    await vi.waitFor(async () => {
      expect((await person.send("/v1/models")).status).toBe(401);
    }, revocationWithin);
    await vi.waitFor(async () => {
      const [call] = await simulatedCalls(stack, person.workspaceId);
      expect(call?.outcome).toBe("completed");
    }, 10_000);
  });

  it("answers everyone with an id, no caching and no script", async () => {
    const response = await models({});
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("describes itself in OpenAPI, with every guarded operation", async () => {
    const response = await fetch(`${stack.gatewayUrl}/v1/openapi.json`);
    const document = (await response.json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        "/v1/chat/runs",
        "/v1/chat/runs/{id}/events",
        "/v1/chat/runs/{id}/stop",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{id}",
      ]),
    );
    expect((await fetch(`${stack.gatewayUrl}/docs/`)).status).toBe(200);
  });

  it("refuses bodies that are no JSON, too large or of another type", async () => {
    const person = await newPerson(stack, 0);
    const post = (body: string, type = "application/json") =>
      person.send("/v1/chat/runs", { method: "POST", body, headers: { "content-type": type } });
    expect((await post("{")).status).toBe(400);
    expect((await post("{}", "text/plain")).status).toBe(415);
    expect((await post(JSON.stringify({ content: "x".repeat(9_000_000), model }))).status).toBe(
      413,
    );
    expect((await person.send("/v1/nothing")).status).toBe(404);
    expect((await person.send("/v1/chat/runs")).status).toBe(405);
  });
});
