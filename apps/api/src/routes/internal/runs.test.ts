import { createId } from "@pulse/contracts/ids";
import { type StartRunRequest } from "@pulse/contracts/internal/runs";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createTestApi,
  serviceToken,
  signIn,
  type Browser,
  type TestApi,
} from "../../testing/test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

function call(method: "GET" | "POST", url: string, body?: object, token = serviceToken) {
  const headers = { authorization: `Bearer ${token}` };
  return api.internal.inject({ method, url, headers, ...(body && { body }) });
}

function requestOf({ me }: Browser, changes: Partial<StartRunRequest> = {}) {
  const identity = {
    userId: me.user.id,
    workspaceId: me.workspace.id,
    role: me.role,
    sessionId: createId("session"),
    apiKeyId: null,
  };
  return {
    identity,
    runId: createId("run"),
    gatewayId: "gateway-1",
    idempotencyKey: null,
    conversationId: null,
    content: "مرحبًا",
    model: "openai:gpt-4.1-mini",
    provider: "openai",
    settings: {},
    contextWindow: 128_000,
    outputTokensMax: 16_000,
    ...changes,
  };
}

it("carries a run from start to settle, and the member reads the same from the public api", async () => {
  const member = await signIn(api, "runner@example.com");
  const workspaceId = member.me.workspace.id;
  const started = (await call("POST", "/internal/runs", requestOf(member))).json();
  expect(started.outcome).toBe("started");
  const checkpoint = {
    workspaceId,
    sequence: 3,
    content: "أهلًا",
    reasoning: "",
    chargedTokensEstimated: 12,
  };
  const saved = await call("POST", `/internal/runs/${started.runId}/checkpoint`, checkpoint);
  expect(saved.json()).toEqual({ state: "streaming" });
  const usage = {
    freshInputTokens: 9,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 4,
    reasoningTokens: 0,
    estimated: false,
  };
  const settlement = {
    workspaceId,
    state: "completed",
    sequence: 8,
    content: "أهلًا وسهلًا",
    reasoning: "",
    finishReason: "stop",
    errorCode: null,
    usage,
    chargedTokens: 13,
  };
  const settled = await call("POST", `/internal/runs/${started.runId}/settle`, settlement);
  expect(settled.json()).toMatchObject({ state: "completed", receipt: { chargedTokens: 13 } });
  const detail = (await member.send("GET", `/v1/conversations/${started.conversationId}`)).json();
  expect(detail.messages[1]).toMatchObject({
    content: "أهلًا وسهلًا",
    receipt: settled.json().receipt,
  });
  const meter = (await member.send("GET", "/v1/usage")).json();
  expect(meter.tokens).toMatchObject({ used: 13, held: 0 });
  const stored = `/internal/runs/${started.runId}?workspaceId=${workspaceId}`;
  expect((await call("GET", `${stored}&userId=${member.me.user.id}`)).json().content).toBe(
    "أهلًا وسهلًا",
  );
  const stranger = await call("GET", `${stored}&userId=${createId("user")}`);
  expect(stranger.json().error.code).toBe("not_found");
});

it("answers a start that the quota does not allow with what is left, and makes nothing", async () => {
  const member = await signIn(api, "poor@example.com");
  const refused = await call(
    "POST",
    "/internal/runs",
    requestOf(member, { content: "كلمة ".repeat(12_000) }),
  );
  expect(refused.json()).toMatchObject({
    outcome: "refused",
    available: 10_000,
    limitSource: "trial",
  });
  expect((await member.send("GET", "/v1/conversations")).json().items).toEqual([]);
});

it("answers a batch in the order asked, and one bad operation spoils no other", async () => {
  const member = await signIn(api, "batch@example.com");
  const workspaceId = member.me.workspace.id;
  const common = {
    unit: "tokens",
    minimum: 10,
    maximum: 10,
    leaseMs: 60_000,
    model: "m",
    tool: "api",
  };
  const reserve = (holdId: string, workspace: string) => ({
    type: "reserve",
    workspaceId: workspace,
    holdId,
    fingerprint: holdId,
    userId: member.me.user.id,
    apiKeyId: null,
    ...common,
  });
  const holdId = createId("hold");
  const operations = [
    reserve(holdId, workspaceId),
    reserve(createId("hold"), createId("workspace")),
    { type: "settle", workspaceId, holdId, amount: 7, estimated: false },
    { type: "settle", workspaceId, holdId: createId("hold"), amount: 7, estimated: false },
  ];
  const { results } = (await call("POST", "/internal/quota/batch", { operations })).json();
  expect(results.map((result: { outcome: string }) => result.outcome)).toEqual([
    "held",
    "refused",
    "settled",
    "notFound",
  ]);
});

it("lets nobody in without the service token, and is not on the public port", async () => {
  const member = await signIn(api, "outsider@example.com");
  const body = requestOf(member);
  expect((await call("POST", "/internal/runs", body, "wrong")).statusCode).toBe(401);
  for (const url of ["/internal/runs", "/internal/quota/batch"]) {
    expect((await member.send("POST", url, { body })).statusCode).toBe(404);
  }
});

it("names the fields of a request that is not right", async () => {
  const member = await signIn(api, "typo@example.com");
  const response = await call("POST", "/internal/runs", {
    ...requestOf(member),
    model: 3,
    more: true,
  });
  expect(response.statusCode).toBe(400);
  const paths = response.json().error.details.fields.map((field: { path: string }) => field.path);
  expect(paths).toEqual(expect.arrayContaining(["model", "more"]));
});
