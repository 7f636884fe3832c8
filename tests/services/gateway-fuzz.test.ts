import { type Endpoint } from "@pulse/contracts/endpoint";
import { errorBodySchema } from "@pulse/contracts/errors";
import * as completions from "@pulse/contracts/gateway/completions";
import * as models from "@pulse/contracts/gateway/models";
import * as runs from "@pulse/contracts/gateway/runs";
import { arbitraryInput, hostileText } from "@pulse/contracts/testing/arbitrary-input";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { model, newPerson, startTestStack, type Person, type TestStack } from "./test-stack.ts";

const endpoints = [completions, models, runs]
  .flatMap((module) => Object.values<unknown>(module))
  .filter(isEndpoint);
const callsPerOperation = 60;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

describe.each(
  endpoints.map((endpoint) => ({ name: `${endpoint.method} ${endpoint.path}`, endpoint })),
)("$name", ({ endpoint }) => {
  it("answers whoever sends whatever in a known shape, and leaves nothing held", async () => {
    const [owner, stranger] = [await newPerson(stack), await newPerson(stack)];
    const runId = await ownRun(owner);
    const carriers = [
      { cookie: owner.browser.cookie },
      { authorization: `Bearer ${owner.key}` },
      { cookie: stranger.browser.cookie },
      { authorization: "Bearer pk_live_nobody" },
      {},
    ];
    const call = fc.record({
      carrier: fc.constantFrom<Record<string, string>[]>(...carriers),
      path: pathOf(endpoint.path, [runId, model]),
      body: endpoint.body ? bodyOf(endpoint.body) : fc.constant(undefined),
      headers: headersOf([owner.workspaceId, stranger.workspaceId]),
    });
    await fc.assert(
      fc.asyncProperty(call, async ({ carrier, path, body, headers }) => {
        const response = await fetch(stack.gatewayUrl + path, {
          method: endpoint.method,
          headers: {
            ...headers,
            ...carrier,
            ...(body !== undefined && { "content-type": "application/json" }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        expectKnownShape(response.status, await response.text(), endpoint);
      }),
      { numRuns: callsPerOperation },
    );
    await expectNothingHeld([owner, stranger]);
  });
});

function expectKnownShape(status: number, text: string, endpoint: Endpoint): void {
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/\\n\s+at |node_modules|\.ts:\d/);
  if (status >= 400) errorBodySchema.parse(JSON.parse(text));
  else if (text.startsWith("{")) endpoint.response.parse(JSON.parse(text));
  else expect(text).toMatch(/^$|^(id: \d+\nevent: \w+\n)?data: [{[][^]*\n\n$/);
}

async function expectNothingHeld(people: Person[]): Promise<void> {
  for (const person of people) {
    await vi.waitFor(async () => expect((await person.usage()).tokens.held).toBe(0), 10_000);
    const verified = await person.browser.send("GET", "/v1/usage/verify");
    expect(verified.json()).toMatchObject({ ok: true, differences: [] });
  }
}

async function ownRun(owner: Person): Promise<string> {
  const body = JSON.stringify({ content: "[[sim: text=ok]]", model });
  const response = await owner.send("/v1/chat/runs", { method: "POST", body });
  return /"runId":"(\w+)"/.exec(await response.text())?.[1] ?? "";
}

/** Inputs by the schema; half of them name a model that exists and no unknown thread, so that they get to start. */
function bodyOf(schema: NonNullable<Endpoint["body"]>): fc.Arbitrary<unknown> {
  const named = arbitraryInput(schema).map((input) =>
    typeof input === "object" && input !== null && !Array.isArray(input)
      ? { ...input, model, conversationId: undefined, parentId: undefined }
      : input,
  );
  return fc.oneof(arbitraryInput(schema), named);
}

function pathOf(pattern: string, ids: string[]): fc.Arbitrary<string> {
  const id = fc.oneof(fc.constantFrom(...ids), hostileText);
  return id.map((text) =>
    pattern.replace(":id", () => {
      const part = encodeURIComponent(text.toWellFormed());
      // `fetch` would resolve dots and drop an empty part.
      return part === "" || /^\.+$/.test(part) ? "%20" : part;
    }),
  );
}

function headersOf(workspaceIds: string[]): fc.Arbitrary<Record<string, string>> {
  const plain = fc.string({ maxLength: 40 }).map((text) => text.trim());
  const headers = {
    "accept-language": fc.oneof(fc.constantFrom("ar", "en"), plain),
    "x-workspace-id": fc.oneof(fc.constantFrom(...workspaceIds), plain),
    "idempotency-key": fc.oneof(fc.constantFrom("one", "two"), plain),
    "last-event-id": fc.oneof(fc.constantFrom("0", "-1", "3", "999999999"), plain),
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

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "object" && value !== null && "method" in value && "access" in value;
}
