import { describe, expect, it } from "vitest";
import { places } from "../lib/places.ts";
import { readRun, startRun } from "../lib/run-stream.ts";
import { simulatedCalls } from "../lib/simulated-calls.ts";
import { usageOf } from "../lib/usage-of.ts";
import { signIn } from "../lib/visitor.ts";

const internalRoutes = [
  ["POST", "internal/identities/resolve"],
  ["GET", "internal/revocations?after=0"],
  ["POST", "internal/quota/batch"],
  ["POST", "internal/runs"],
  ["POST", "internal/runs/run_00000000000000000000/settle"],
] as const;

describe("the one public origin", () => {
  it("reaches no internal route, whatever the path is dressed up as", async () => {
    const { origin } = places();
    const prefixes = [
      "/",
      "/api/",
      "/api/../",
      "/api/%2e%2e/",
      "/api//",
      "/gateway/",
      "/api/v1/../../",
    ];
    for (const [method, route] of internalRoutes)
      for (const prefix of prefixes) {
        const response = await fetch(origin + prefix + route, {
          method,
          redirect: "manual",
          headers: { authorization: "Bearer guess", "content-type": "application/json" },
          ...(method === "POST" && { body: "{}" }),
        });
        expect([404, 405], `${method} ${prefix}${route}`).toContain(response.status);
      }
  });

  it("refuses internal calls without the service token on their own port too", async () => {
    const { internalApiUrl } = places();
    for (const [method, route] of internalRoutes) {
      const response = await fetch(`${internalApiUrl}/${route}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(method === "POST" && { body: "{}" }),
      });
      expect(response.status, route).toBe(401);
    }
  });

  it("serves Arabic from the right at / and English from the left at /en", async () => {
    const { origin } = places();
    const arabic = await (await fetch(origin, { headers: { "accept-language": "en" } })).text();
    expect(arabic).toMatch(
      /<html[^>]* lang="ar"[^>]* dir="rtl"|<html[^>]* dir="rtl"[^>]* lang="ar"/,
    );
    const english = await (await fetch(`${origin}/en`)).text();
    expect(english).toMatch(
      /<html[^>]* lang="en"[^>]* dir="ltr"|<html[^>]* dir="ltr"[^>]* lang="en"/,
    );
    const redirected = await fetch(`${origin}/ar`, { redirect: "manual" });
    expect(redirected.status).toBe(307);
  });

  it("answers health, descriptions and plans to anyone", async () => {
    const { origin } = places();
    for (const path of [
      "/api/v1/health",
      "/api/v1/health/ready",
      "/gateway/v1/health",
      "/gateway/v1/health/ready",
      "/api/v1/openapi.json",
      "/gateway/v1/openapi.json",
      "/api/v1/plans",
    ])
      expect((await fetch(origin + path)).status, path).toBe(200);
  });

  it("keeps meter, receipts, ledger and the provider's own count the same number", async () => {
    const visitor = await signIn(places());
    const mark = crypto.randomUUID();
    const prompts = [
      "اشرح الفرق بين HTTP و HTTPS",
      "What is a ledger?",
      "[[sim: chunks=25 gapMs=1]]",
    ];
    let receipts = 0;
    for (const prompt of prompts) {
      const body = { content: `${mark} ${prompt}`, model: "openai:gpt-4.1-mini" };
      const { receipt, done } = await readRun(await startRun(visitor, body));
      expect(done?.state).toBe("completed");
      receipts += receipt?.chargedTokens ?? 0;
    }
    const calls = await simulatedCalls(places().simulatorUrl, mark);
    const counted = calls.reduce((sum, call) => sum + call.inputTokens + call.outputTokens, 0);
    const { tokens } = await usageOf(visitor);
    expect(calls).toHaveLength(prompts.length);
    expect(receipts).toBe(counted);
    expect(tokens).toMatchObject({ used: counted, held: 0, remaining: tokens.limit - counted });
    const history = await visitor.send("GET", "/api/v1/usage/history?by=model");
    expect(await history.json()).toMatchObject({ total: counted });
    const verified = await visitor.send("GET", "/api/v1/usage/verify");
    expect(await verified.json()).toMatchObject({ ok: true, differences: [] });
  });
});
