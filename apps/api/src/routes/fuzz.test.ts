import * as account from "@pulse/contracts/account/account";
import * as usage from "@pulse/contracts/billing/usage";
import { type Endpoint } from "@pulse/contracts/endpoint";
import { errorBodySchema } from "@pulse/contracts/errors";
import * as studio from "@pulse/contracts/studio/conversations";
import { arbitraryInput, hostileText } from "@pulse/contracts/testing/arbitrary-input";
import * as fc from "fast-check";
import { type LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApi, signIn, type Browser, type TestApi } from "../testing/test-api.ts";

const streams = new Set([usage.watchUsage.path]);
const endpoints = [account, usage, studio]
  .flatMap((module) => Object.values<unknown>(module))
  .filter(isEndpoint)
  .filter(({ path }) => !streams.has(path));
const callsPerOperation = 40;

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

describe.each(endpoints.map((endpoint) => ({ name: nameOf(endpoint), endpoint })))(
  "$name",
  ({ name, endpoint }) => {
    it("answers whoever sends whatever in a known shape, never with a server error", async () => {
      const mailbox = name.toLowerCase().replaceAll(/\W+/g, "-");
      const owner = await signIn(api, `${mailbox}-owner@example.com`);
      const stranger = await signIn(api, `${mailbox}-other@example.com`);
      const ids = await ownIds(owner);
      const carriers = await carriersOf(owner, stranger);
      const call = fc.record({
        carrier: fc.constantFrom(...carriers),
        path: pathOf(endpoint.path, ids),
        query: endpoint.query ? arbitraryInput(endpoint.query) : fc.constant({}),
        body: endpoint.body ? arbitraryInput(endpoint.body) : fc.constant(undefined),
        headers: headersOf([owner.me.workspace.id, stranger.me.workspace.id]),
      });
      await fc.assert(
        fc.asyncProperty(call, async ({ carrier, path, query, body, headers }) => {
          const response = await api.app.inject({
            method: endpoint.method,
            url: `${path}?${searchOf(query)}`,
            remoteAddress: `10.0.${carriers.indexOf(carrier)}.1`,
            headers: {
              ...headers,
              ...carrier,
              ...(body !== undefined && { "content-type": "application/json" }),
            },
            ...(body !== undefined && { payload: JSON.stringify(body) }),
          });
          expectKnownShape(response, endpoint);
        }),
        { numRuns: callsPerOperation },
      );
    });
  },
);

function expectKnownShape(response: LightMyRequestResponse, endpoint: Endpoint): void {
  expect(response.statusCode).toBeLessThan(500);
  expect(response.body).not.toMatch(/\\n\s+at |node_modules|[Pp]risma|\.ts:\d/);
  if (response.statusCode >= 400) errorBodySchema.parse(response.json());
  else {
    expect(response.statusCode).toBe(endpoint.status);
    endpoint.response.parse(response.json());
  }
}

/** Nobody, garbage, two sessions and a key, each in its carrier. */
async function carriersOf(owner: Browser, stranger: Browser): Promise<Record<string, string>[]> {
  const created = await owner.send("POST", "/v1/api-keys", { body: { name: "fuzz" } });
  return [
    { cookie: owner.cookie },
    { cookie: owner.cookie },
    { authorization: `Bearer ${created.json().key}` },
    { cookie: stranger.cookie },
    { authorization: "Bearer pk_live_nobody" },
    {},
  ];
}

async function ownIds(owner: Browser): Promise<string[]> {
  const made = await owner.send("POST", "/v1/conversations", { body: { title: "Fuzz" } });
  const keys = await owner.send("POST", "/v1/api-keys", { body: { name: "to revoke" } });
  return [made.json().conversation.id, keys.json().apiKey.id, owner.me.workspace.id];
}

function pathOf(pattern: string, ids: string[]): fc.Arbitrary<string> {
  const id = fc.oneof(fc.constantFrom(...ids), hostileText);
  return id.map((text) => pattern.replace(":id", () => encodeURIComponent(text.toWellFormed())));
}

function headersOf(workspaceIds: string[]): fc.Arbitrary<Record<string, string>> {
  const plain = fc.string({ maxLength: 40 }).map((text) => text.trim());
  const headers = {
    "accept-language": fc.oneof(fc.constantFrom("ar", "en", "fr;q=0.5, en"), plain),
    "x-workspace-id": fc.oneof(fc.constantFrom(...workspaceIds), plain),
    "idempotency-key": fc.oneof(fc.constantFrom("one", "two"), plain),
    origin: fc.constantFrom("http://localhost:3000", "https://evil.example", "null"),
  };
  // Each is rare, so that most calls get past it.
  const rarely = Object.entries(headers).map(([name, value]) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: value.map((text) => ({ [name]: text })) },
    ),
  );
  return fc.tuple(...rarely).map((parts) => Object.assign({}, ...parts));
}

function searchOf(query: unknown): string {
  if (typeof query !== "object" || query === null) return String(query).toWellFormed();
  const pairs = Object.entries(query).map(([name, value]) => [
    name.toWellFormed(),
    String(value).toWellFormed(),
  ]);
  return new URLSearchParams(pairs).toString();
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "object" && value !== null && "method" in value && "access" in value;
}

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path}`;
}
