import { createHash } from "node:crypto";
import { withWorkspace } from "@pulse/db/with-workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApi, signIn, type Browser, type TestApi } from "../../testing/test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

function sendWithKey(
  key: string,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  url: string,
  body?: object,
) {
  const headers = { authorization: `Bearer ${key}` };
  return api.app.inject({ method, url, headers, ...(body && { body }) });
}

async function createKey(
  owner: Browser,
  name = "Key",
): Promise<{ apiKey: { id: string; prefix: string }; key: string }> {
  const response = await owner.send("POST", "/v1/api-keys", { body: { name } });
  expect(response.statusCode).toBe(201);
  return response.json();
}

describe("the profile", () => {
  it("changes what is sent and leaves the rest", async () => {
    const { send } = await signIn(api, "profile@example.com");
    const body = { name: "  ليلى حدّاد  ", digits: "arab", appearance: "dark" };
    const changed = await send("PATCH", "/v1/me", { body });
    expect(changed.json().user).toMatchObject({
      name: "ليلى حدّاد",
      digits: "arab",
      appearance: "dark",
      locale: "ar",
    });
    expect((await send("GET", "/v1/me")).json()).toEqual(changed.json());
  });

  it.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(101) }, "name"],
    [{ digits: "roman" }, "digits"],
    [{ email: "other@example.com" }, "email"],
    [{ role: "owner" }, "role"],
  ])("refuses %j by the field's path", async (body, path) => {
    const { send } = await signIn(api, "strict@example.com");
    const response = await send("PATCH", "/v1/me", { body });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.details.fields[0].path).toBe(path);
  });

  it("renews the browser's access token, but not for another tab's workspace", async () => {
    const { send, me } = await signIn(api, "renew@example.com");
    const names = async (headers: Record<string, string>) =>
      (await send("GET", "/v1/me", { headers })).cookies.map(({ name }) => name);
    expect(await names({})).toEqual(["pulse_access"]);
    expect(await names({ "x-workspace-id": me.workspace.id })).toEqual([]);
  });
});

describe("API keys", () => {
  it("are listed in pages of the size that is asked for", async () => {
    const owner = await signIn(api, "pages@example.com");
    for (const name of ["One", "Two", "Three"]) {
      await owner.send("POST", "/v1/api-keys", { body: { name } });
    }
    const first = (await owner.send("GET", "/v1/api-keys?limit=2")).json();
    expect(first.items.map((key: { name: string }) => key.name)).toEqual(["Three", "Two"]);
    const url = `/v1/api-keys?limit=2&cursor=${first.nextCursor}`;
    const second = (await owner.send("GET", url)).json();
    expect(second).toMatchObject({ items: [{ name: "One" }], nextCursor: null });
  });

  it("are shown once, stored as a hash, and listed without it", async () => {
    const owner = await signIn(api, "keys@example.com");
    const { apiKey, key } = await createKey(owner, "Laptop");
    expect(key).toMatch(/^pk_live_[0-9A-Za-z]{32}$/);
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    const [row] = await withWorkspace(api.services.database, owner.me.workspace.id, (transaction) =>
      transaction.apiKey.findMany(),
    );
    expect(row?.hash).toBe(createHash("sha256").update(key).digest("hex"));
    const list = await owner.send("GET", "/v1/api-keys");
    expect(list.json().items).toEqual([
      expect.objectContaining({ id: apiKey.id, name: "Laptop", lastUsedAt: null }),
    ]);
    expect(list.body).not.toContain(row?.hash);
  });

  it("act as their maker in their own workspace, and note their use", async () => {
    const [owner, other] = [
      await signIn(api, "maker@example.com"),
      await signIn(api, "outsider@example.com"),
    ];
    const { key } = await createKey(owner);
    expect((await sendWithKey(key, "GET", "/v1/me")).json().workspace.id).toBe(
      owner.me.workspace.id,
    );
    const made = await sendWithKey(key, "POST", "/v1/conversations", { title: "By key" });
    expect(made.statusCode).toBe(201);
    const headers = { authorization: `Bearer ${key}`, "x-workspace-id": other.me.workspace.id };
    expect((await api.app.inject({ url: "/v1/usage", headers })).statusCode).toBe(404);
    const { items } = (await owner.send("GET", "/v1/api-keys")).json();
    expect(items[0].lastUsedAt).not.toBeNull();
  });

  it("cannot make or revoke keys, see devices or change the profile", async () => {
    const owner = await signIn(api, "leaked@example.com");
    const { key, apiKey } = await createKey(owner);
    const attempts = [
      await sendWithKey(key, "POST", "/v1/api-keys", { name: "more" }),
      await sendWithKey(key, "DELETE", `/v1/api-keys/${apiKey.id}`),
      await sendWithKey(key, "PATCH", "/v1/me", { name: "x" }),
      await sendWithKey(key, "GET", "/v1/auth/sessions"),
      await sendWithKey(key, "DELETE", "/v1/auth/sessions"),
      await sendWithKey(key, "POST", "/v1/auth/sign-out"),
    ];
    expect(attempts.map((response) => response.statusCode)).toEqual(Array(6).fill(403));
  });

  it("stop at once when revoked, and a second revocation finds nothing", async () => {
    const owner = await signIn(api, "revoker@example.com");
    const { key, apiKey } = await createKey(owner);
    expect((await owner.send("DELETE", `/v1/api-keys/${apiKey.id}`)).statusCode).toBe(200);
    expect((await sendWithKey(key, "GET", "/v1/usage")).statusCode).toBe(401);
    expect((await owner.send("DELETE", `/v1/api-keys/${apiKey.id}`)).statusCode).toBe(404);
    expect((await owner.send("GET", "/v1/api-keys")).json().items).toEqual([]);
  });
});

describe("Idempotency-Key", () => {
  const create = (owner: Browser, key: string, name: string) =>
    owner.send("POST", "/v1/api-keys", { headers: { "idempotency-key": key }, body: { name } });

  it("gives the same answer to the same request, and does the work once", async () => {
    const owner = await signIn(api, "once@example.com");
    const first = await create(owner, "k-1", "Once");
    const second = await create(owner, "k-1", "Once");
    expect(second.statusCode).toBe(201);
    expect(second.json()).toEqual(first.json());
    expect((await owner.send("GET", "/v1/api-keys")).json().items).toHaveLength(1);
  });

  it("keeps the answer's secret sealed", async () => {
    const owner = await signIn(api, "sealed@example.com");
    const { key } = (await create(owner, "k-1", "Sealed")).json();
    const rows = await withWorkspace(api.services.database, owner.me.workspace.id, (transaction) =>
      transaction.idempotencyKey.findMany(),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(key.slice(8));
  });

  it("refuses another request under the same key", async () => {
    const owner = await signIn(api, "reuse@example.com");
    await create(owner, "k-1", "One");
    const other = await create(owner, "k-1", "Two");
    expect(other.statusCode).toBe(409);
    expect(other.json().error.code).toBe("conflict");
  });

  it("lets one of many at once through; the rest hear the same answer", async () => {
    const owner = await signIn(api, "burst@example.com");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create(owner, "k-1", "Burst")),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map((answer) => answer.json().key)).size).toBe(1);
    expect((await owner.send("GET", "/v1/api-keys")).json().items).toHaveLength(1);
  });

  it("belongs to one user: another's same key is another key", async () => {
    const [one, two] = [
      await signIn(api, "key-a@example.com"),
      await signIn(api, "key-b@example.com"),
    ];
    const [first, second] = [await create(one, "same", "A"), await create(two, "same", "B")];
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(first.json().apiKey.id).not.toBe(second.json().apiKey.id);
  });

  it("does not remember a refusal", async () => {
    const owner = await signIn(api, "refused@example.com");
    const refused = await create(owner, "k-1", "");
    expect(refused.statusCode).toBe(400);
    expect((await create(owner, "k-1", "Good")).statusCode).toBe(201);
  });

  it.each(["", "with space", "x".repeat(256), "عربي"])("is refused as %j", async (key) => {
    const owner = await signIn(api, "badkey@example.com");
    const response = await create(owner, Buffer.from(key).toString("latin1"), "Key");
    expect(response.statusCode).toBe(400);
    expect(response.json().error.details.fields[0].path).toBe("Idempotency-Key");
  });
});

describe("the audit log", () => {
  it("names every act with its actor, newest first, page by page", async () => {
    const owner = await signIn(api, "audited@example.com");
    const { apiKey } = await createKey(owner);
    await owner.send("DELETE", `/v1/api-keys/${apiKey.id}`);
    await owner.send("PATCH", "/v1/me", { body: { name: "Audited" } });
    const actions: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor && `&cursor=${cursor}`;
      const page = await owner.send(
        "GET",
        `/v1/workspaces/${owner.me.workspace.id}/audit?limit=2${query}`,
      );
      const { items, nextCursor } = page.json();
      for (const entry of items) {
        expect(entry.actor).toEqual({
          id: owner.me.user.id,
          name: "Audited",
          email: "audited@example.com",
        });
        expect(entry.ipAddress).toBe("127.0.0.1");
        actions.push(entry.action);
      }
      cursor = nextCursor;
    }
    // The first sign-in's two entries share an instant.
    expect(actions.slice(0, 3)).toEqual(["user.update", "apiKey.revoke", "apiKey.create"]);
    expect(actions.slice(3).toSorted()).toEqual(["session.create", "workspace.create"]);
  });
});
