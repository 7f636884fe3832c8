import { createHash } from "node:crypto";
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

const authorization = `Bearer ${serviceToken}`;
const sessionOf = ({ cookie }: Browser) => /pulse_session=([^;]+)/.exec(cookie)?.[1] ?? "";

async function resolve(body: object) {
  const url = "/internal/identities/resolve";
  const response = await api.internal.inject({
    method: "POST",
    url,
    headers: { authorization },
    body,
  });
  expect(response.statusCode).toBe(200);
  return response.json();
}

async function revocationsAfter(
  after: number,
): Promise<{ items: { kind: string; subjectId: string }[]; last: number }> {
  const url = `/internal/revocations?after=${after}`;
  return (await api.internal.inject({ url, headers: { authorization } })).json();
}

it("answers services by their token only, and never on the public port", async () => {
  const url = "/internal/revocations?after=0";
  for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: serviceToken }]) {
    expect((await api.internal.inject({ url, headers })).statusCode).toBe(401);
  }
  expect((await api.internal.inject({ url, headers: { authorization } })).statusCode).toBe(200);
  for (const path of [
    "/internal/revocations?after=0",
    "/internal/health",
    "//internal/health",
    "/v1/../internal/health",
  ]) {
    expect((await api.app.inject({ url: path, headers: { authorization } })).statusCode).toBe(404);
  }
});

it("knows a session, and gives a token for its workspace or another of its user's", async () => {
  const browser = await signIn(api, "resolve@example.com");
  const cookie = sessionOf(browser);
  const answer = await resolve({ kind: "session", cookie });
  expect(answer.identity).toMatchObject({
    userId: browser.me.user.id,
    workspaceId: browser.me.workspace.id,
    role: "owner",
    apiKeyId: null,
  });
  expect(answer.accessToken.split(".")).toHaveLength(3);
  const other = await signIn(api, "elsewhere@example.com");
  const workspaceId = other.me.workspace.id;
  expect((await resolve({ kind: "session", cookie, workspaceId })).identity).toBeNull();
});

it("knows a key by its hash until it is revoked, and hears of that in order", async () => {
  const browser = await signIn(api, "keyed@example.com");
  const { apiKey, key } = (
    await browser.send("POST", "/v1/api-keys", { body: { name: "k" } })
  ).json();
  const keyHash = createHash("sha256").update(key).digest("hex");
  expect((await resolve({ kind: "apiKey", keyHash })).identity).toMatchObject({
    apiKeyId: apiKey.id,
    sessionId: null,
  });
  const { last } = await revocationsAfter(0);
  await browser.send("DELETE", `/v1/api-keys/${apiKey.id}`);
  const { identity } = await resolve({ kind: "session", cookie: sessionOf(browser) });
  await browser.send("POST", "/v1/auth/sign-out");
  expect((await resolve({ kind: "apiKey", keyHash })).identity).toBeNull();
  const news = await revocationsAfter(last);
  expect(news.items).toEqual([
    { kind: "apiKey", subjectId: apiKey.id },
    { kind: "session", subjectId: identity.sessionId },
  ]);
  expect(await revocationsAfter(news.last)).toEqual({ items: [], last: news.last });
});

it("knows nobody by an unknown or ended session", async () => {
  const browser = await signIn(api, "ended@example.com");
  const cookie = sessionOf(browser);
  await browser.send("POST", "/v1/auth/sign-out");
  for (const secret of [cookie, "unknown", ""]) {
    expect(await resolve({ kind: "session", cookie: secret })).toEqual({
      identity: null,
      accessToken: null,
    });
  }
});
