import * as account from "@pulse/contracts/account/account";
import * as usage from "@pulse/contracts/billing/usage";
import { type Endpoint } from "@pulse/contracts/endpoint";
import { createId } from "@pulse/contracts/ids";
import * as studio from "@pulse/contracts/studio/conversations";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApi, signIn, type Browser, type TestApi } from "../testing/test-api.ts";

/** Every operation the contracts promise. */
const endpoints = [account, usage, studio]
  .flatMap((module) => Object.values<unknown>(module))
  .filter(isEndpoint);

/** What a call needs, made from things that belong to its caller. */
interface Call {
  path: string;
  body?: object;
}
type MakeCall = (owner: Browser) => Promise<Call> | Call;

const plain =
  (path: string, body?: object): MakeCall =>
  () => ({ path, ...(body && { body }) });

/** One line for each operation that needs a signed-in caller; a missing line fails below. */
const calls: Record<string, MakeCall> = {
  "POST /v1/auth/sign-out": plain("/v1/auth/sign-out"),
  "GET /v1/auth/sessions": plain("/v1/auth/sessions"),
  "DELETE /v1/auth/sessions": plain("/v1/auth/sessions"),
  "DELETE /v1/auth/sessions/:id": async (owner) => ({
    path: `/v1/auth/sessions/${await currentSession(owner)}`,
  }),
  "GET /v1/me": plain("/v1/me"),
  "PATCH /v1/me": plain("/v1/me", { name: "New name" }),
  "GET /v1/workspaces": plain("/v1/workspaces"),
  "GET /v1/workspaces/:id/audit": ({ me }) => ({ path: `/v1/workspaces/${me.workspace.id}/audit` }),
  "GET /v1/api-keys": plain("/v1/api-keys"),
  "POST /v1/api-keys": plain("/v1/api-keys", { name: "Key" }),
  "DELETE /v1/api-keys/:id": async (owner) => ({
    path: `/v1/api-keys/${(await createKey(owner)).apiKey.id}`,
  }),
  "GET /v1/usage": plain("/v1/usage"),
  "GET /v1/usage/events": plain("/v1/usage/events"),
  "GET /v1/usage/history": plain("/v1/usage/history?by=model"),
  "GET /v1/usage/grants": plain("/v1/usage/grants"),
  "GET /v1/usage/verify": plain("/v1/usage/verify"),
  "GET /v1/conversations": plain("/v1/conversations"),
  "POST /v1/conversations": plain("/v1/conversations", { title: "Chat" }),
  "GET /v1/conversations/:id": ownConversation(),
  "PATCH /v1/conversations/:id": ownConversation({ title: "Renamed" }),
  "DELETE /v1/conversations/:id": ownConversation(),
};

const ranks = ["viewer", "admin", "owner"] as const;
let api: TestApi;
let count = 0;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

it("knows every operation that is served, and serves every operation of the contracts", () => {
  const promised = endpoints.map(nameOf).toSorted();
  expect(servedBy(api.app)).toEqual(promised);
  const needed = endpoints.filter(({ access }) => access !== "public").map(nameOf);
  expect(Object.keys(calls).toSorted()).toEqual(needed.toSorted());
});

it("starts sessions in one place only", () => {
  const open = endpoints.filter(({ access }) => access === "public").map(nameOf);
  expect(open.toSorted()).toEqual([
    "GET /v1/plans",
    "POST /v1/auth/magic-link/verify",
    "POST /v1/auth/sign-in/magic-link",
  ]);
});

describe.each(
  endpoints
    .filter(({ access }) => access !== "public")
    .map((endpoint) => ({ name: nameOf(endpoint), endpoint })),
)("$name", ({ name, endpoint }) => {
  const make = (owner: Browser) => calls[name]!(owner);

  it("works for its owner", async () => {
    const owner = await newcomer();
    expect(await statusOf(owner, endpoint, await make(owner))).toBe(endpoint.status);
  });

  it("is closed to strangers without a credential, and to sessions and keys that were revoked", async () => {
    const owner = await newcomer();
    const call = await make(owner);
    expect(await statusOf(anonymous(), endpoint, call)).toBe(401);
    const { apiKey, key } = await createKey(owner);
    await owner.send("DELETE", `/v1/api-keys/${apiKey.id}`);
    expect(await statusOf(withHeaders({ authorization: `Bearer ${key}` }), endpoint, call)).toBe(
      401,
    );
    await owner.send("POST", "/v1/auth/sign-out");
    expect(await statusOf(owner, endpoint, call)).toBe(401);
  });

  it("hides what belongs to another workspace as not found", async () => {
    const [owner, stranger] = [await newcomer(), await newcomer()];
    const call = await make(owner);
    const intoWorkspace = { "x-workspace-id": owner.me.workspace.id };
    if (!endpoint.path.includes("/workspaces/:id")) {
      expect(await statusOf(stranger, endpoint, call, intoWorkspace)).toBe(404);
    }
    if (endpoint.params) expect(await statusOf(stranger, endpoint, call)).toBe(404);
    // Nothing was changed on the way: it still works for its owner.
    expect(await statusOf(owner, endpoint, call)).toBe(endpoint.status);
  });

  it("asks for the role that its contract names", async () => {
    const owner = await newcomer();
    const needed = endpoint.access === "session" ? "viewer" : endpoint.access;
    for (const role of ranks) {
      const member = await joinAs(owner, role);
      const isEnough = ranks.indexOf(role) >= ranks.findIndex((rank) => rank === needed);
      const call = await make(isOwnedByWorkspace(endpoint) ? owner : member);
      const status = await statusOf(member, endpoint, call);
      expect(status).toBe(isEnough ? endpoint.status : 403);
    }
  });
});

it("keeps a member's conversations from the workspace's other members, its owner included", async () => {
  const owner = await newcomer();
  const member = await joinAs(owner, "viewer");
  const made = await member.send("POST", "/v1/conversations", { body: { title: "Mine" } });
  const { id } = made.json().conversation;
  expect((await member.send("GET", `/v1/conversations/${id}`)).statusCode).toBe(200);
  for (const method of ["GET", "DELETE"] as const) {
    expect((await owner.send(method, `/v1/conversations/${id}`)).statusCode).toBe(404);
  }
  const { items } = (await owner.send("GET", "/v1/conversations")).json();
  expect(items).toEqual([]);
});

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "object" && value !== null && "method" in value && "access" in value;
}

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path}`;
}

function servedBy(app: FastifyInstance): string[] {
  const paths = Object.entries(app.swagger().paths ?? {});
  return paths
    .flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
      ),
    )
    .toSorted();
}

/** Things of a workspace: whoever has the role may touch what another member made. */
function isOwnedByWorkspace({ path }: Endpoint): boolean {
  return path.startsWith("/v1/workspaces/") || path.startsWith("/v1/api-keys/");
}

function newcomer(): Promise<Browser> {
  count += 1;
  return signIn(api, `person-${count}@example.com`);
}

/** A new person who is also a member of the owner's workspace, and acts in it. */
async function joinAs(owner: Browser, role: (typeof ranks)[number]): Promise<Browser> {
  const member = await newcomer();
  const workspaceId = owner.me.workspace.id;
  await withWorkspace(api.services.database, workspaceId, (transaction) =>
    transaction.member.create({
      data: { workspaceId, id: createId("member"), userId: member.me.user.id, role },
    }),
  );
  const header = { "x-workspace-id": workspaceId };
  return {
    ...member,
    send: (method, url, options) =>
      member.send(method, url, { ...options, headers: { ...options?.headers, ...header } }),
  };
}

function anonymous(): Pick<Browser, "send"> {
  return withHeaders({});
}

function withHeaders(headers: Record<string, string>): Pick<Browser, "send"> {
  return {
    send: (method, url, options) =>
      api.app.inject({ ...options, method, url, headers: { ...options?.headers, ...headers } }),
  };
}

/** The status alone: an event stream would go on for ever, so its body is not awaited. */
async function statusOf(
  caller: Pick<Browser, "send">,
  { method }: Endpoint,
  { path, body }: Call,
  headers: Record<string, string> = {},
): Promise<number> {
  const options = { headers, payloadAsStream: true, ...(body && { body }) } as const;
  const response = await caller.send(method, path, options);
  response.stream().destroy();
  return response.statusCode;
}

function ownConversation(body?: object): MakeCall {
  return async (owner) => {
    const made = await owner.send("POST", "/v1/conversations", { body: { title: "Chat" } });
    return { path: `/v1/conversations/${made.json().conversation.id}`, ...(body && { body }) };
  };
}

async function createKey(owner: Browser): Promise<{ apiKey: { id: string }; key: string }> {
  const response = await owner.send("POST", "/v1/api-keys", { body: { name: "Key" } });
  return response.json();
}

async function currentSession(owner: Browser): Promise<string> {
  const { items } = (await owner.send("GET", "/v1/auth/sessions")).json();
  return items.find((session: { isCurrent: boolean }) => session.isCurrent).id;
}
