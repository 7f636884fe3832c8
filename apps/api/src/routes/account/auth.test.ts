import { createHash } from "node:crypto";
import { globalClient } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type LightMyRequestResponse } from "fastify";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cookiesOf,
  createTestApi,
  mailsTo,
  requestLink,
  signIn,
  tokenPublicKey,
  verify,
  type TestApi,
} from "../../testing/test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const sessionCookieOf = (response: LightMyRequestResponse) =>
  response.cookies.find(({ name }) => name === "pulse_session")?.value ?? "";

describe("signing in by a mailed link", () => {
  it("makes the user, a workspace with its owner and the trial grant on the first sign-in", async () => {
    const { me, send } = await signIn(api, "layla.haddad@example.com", "en");
    expect(me.user).toMatchObject({
      email: "layla.haddad@example.com",
      name: "Layla Haddad",
      locale: "en",
    });
    expect(me.workspace.name).toBe("Layla Haddad's workspace");
    expect(me.role).toBe("owner");
    expect(me.workspaces).toHaveLength(1);
    const grants = await withWorkspace(api.services.database, me.workspace.id, (transaction) =>
      transaction.grant.findMany({ orderBy: { unit: "asc" } }),
    );
    expect(grants.map(({ unit, amount }) => [unit, Number(amount)])).toEqual([
      ["tokens", 10_000],
      ["images", 1],
    ]);
    const again = await send("GET", "/v1/me");
    expect(again.json()).toEqual(me);
  });

  it("finds the same workspace on the second sign-in", async () => {
    const first = await signIn(api, "second@example.com");
    const second = await signIn(api, "second@example.com");
    expect(second.me).toEqual(first.me);
  });

  it("lets exactly one of parallel uses of a link through", async () => {
    const token = await requestLink(api, "parallel@example.com");
    const responses = await Promise.all(Array.from({ length: 8 }, () => verify(api, token)));
    expect(responses.map((response) => response.statusCode).toSorted()).toEqual([
      200,
      ...Array(7).fill(401),
    ]);
    const user = await globalClient(api.services.database).user.findUniqueOrThrow({
      where: { email: "parallel@example.com" },
      include: { sessions: true, members: true },
    });
    expect(user.sessions).toHaveLength(1);
  });

  it("makes one workspace when two links of one new address are used at once", async () => {
    const tokens = [
      await requestLink(api, "twice@example.com"),
      await requestLink(api, "twice@example.com"),
    ];
    const responses = await Promise.all(tokens.map((token) => verify(api, token)));
    const statuses = responses.map((response) => response.statusCode).toSorted();
    expect(statuses).toEqual([200, 401]);
    const workspaces = await signIn(api, "twice@example.com").then(({ me }) => me.workspaces);
    expect(workspaces).toHaveLength(1);
  });

  it("refuses a link after ten minutes, used or unknown, always with the same answer", async () => {
    const used = await requestLink(api, "late@example.com");
    await verify(api, used);
    const expired = await requestLink(api, "late@example.com");
    await globalClient(api.services.database).verification.updateMany({
      where: { value: { contains: "late@example.com" } },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    const answers = await Promise.all(
      [used, expired, "unknown"].map((token) => verify(api, token)),
    );
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json().error.code).toBe("invalid_token");
      expect(answer.cookies).toEqual([]);
    }
  });

  it("uses nothing up when the page is fetched or prefetched", async () => {
    const token = await requestLink(api, "scanner@example.com");
    for (const method of ["GET", "HEAD", "OPTIONS"] as const) {
      const url = `/v1/auth/magic-link/verify?token=${token}`;
      const response = await api.app.inject({
        method,
        url,
        headers: { "sec-purpose": "prefetch" },
      });
      expect(response.statusCode).toBe(405);
    }
    expect((await verify(api, token)).statusCode).toBe(200);
  });

  it("takes the link's origin from the configuration, whatever host the request names", async () => {
    await api.app.inject({
      method: "POST",
      url: "/v1/auth/sign-in/magic-link",
      headers: {
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
      },
      body: { email: "poison@example.com", locale: "en" },
    });
    const [mail] = await mailsTo(api, "poison@example.com");
    expect(mail?.url).toMatch(/^http:\/\/localhost:3000\/en\/sign-in\/verify\?token=[\w-]{43}$/);
  });

  it("stores links and sessions as hashes only", async () => {
    const token = await requestLink(api, "hashed@example.com");
    const client = globalClient(api.services.database);
    const link = await client.verification.findFirstOrThrow({
      where: { value: { contains: "hashed@example.com" } },
    });
    expect(link.identifier).toBe(`magic-link:${sha256(token)}`);
    expect(JSON.stringify(link)).not.toContain(token);
    const [secret = "", signature] = sessionCookieOf(await verify(api, token)).split(".");
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(signature).toMatch(/^[\w+/]{43}=$/);
    expect(await client.session.findUnique({ where: { token: secret } })).toBeNull();
    const session = await client.session.findUnique({ where: { token: sha256(secret) } });
    expect(session?.id).toMatch(/^ses_/);
  });

  it("takes neither a forged signature nor what the database holds for a session", async () => {
    const { send, cookie } = await signIn(api, "forged@example.com");
    expect((await send("GET", "/v1/me")).statusCode).toBe(200);
    const value = /pulse_session=([^;]+)/.exec(cookie)?.[1] ?? "";
    const [secret = "", signature = ""] = value.split(".");
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const forged of [secret, `${secret}.${flipped}`, `${sha256(secret)}.${signature}`]) {
      const headers = { cookie: `pulse_session=${forged}` };
      expect((await api.app.inject({ url: "/v1/me", headers })).statusCode).toBe(401);
    }
  });

  it("answers alike for known and unknown addresses", async () => {
    await signIn(api, "known@example.com");
    const ask = (email: string) =>
      api.app.inject({ method: "POST", url: "/v1/auth/sign-in/magic-link", body: { email } });
    const [known, unknown] = [await ask("known@example.com"), await ask("nobody@example.com")];
    expect(unknown.statusCode).toBe(known.statusCode);
    expect(unknown.body).toBe(known.body);
    const names = (response: typeof known) => Object.keys(response.headers).toSorted();
    expect(names(unknown)).toEqual(names(known));
  });

  it("writes one account for however an address is written", async () => {
    const first = await signIn(api, "case@example.com");
    const response = await api.app.inject({
      method: "POST",
      url: "/v1/auth/sign-in/magic-link",
      body: { email: "  CASE@Example.COM " },
    });
    expect(response.statusCode).toBe(200);
    const [mail] = await mailsTo(api, "case@example.com");
    const verified = await verify(api, new URL(mail?.url ?? "").searchParams.get("token") ?? "");
    expect(verified.json().user.id).toBe(first.me.user.id);
  });

  it("slows an address down with Retry-After, and other addresses not", async () => {
    const ask = (email: string) =>
      api.app.inject({ method: "POST", url: "/v1/auth/sign-in/magic-link", body: { email } });
    const answers = [];
    for (let count = 0; count < 8; count += 1) answers.push(await ask("flood@example.com"));
    expect(answers.map((answer) => answer.statusCode)).toEqual([...Array(6).fill(200), 429, 429]);
    expect(Number(answers.at(-1)?.headers["retry-after"])).toBeGreaterThan(0);
    expect((await ask("calm@example.com")).statusCode).toBe(200);
  });

  it("ends the session that the browser had before, so that a planted cookie is worth nothing", async () => {
    const first = await signIn(api, "rotate@example.com");
    const token = await requestLink(api, "rotate@example.com");
    const second = await first.send("POST", "/v1/auth/magic-link/verify", { body: { token } });
    expect(second.statusCode).toBe(200);
    expect(cookiesOf(second)).not.toBe(first.cookie);
    expect((await first.send("GET", "/v1/me")).statusCode).toBe(401);
  });

  it("sets cookies that scripts cannot read, with a signed token that the gateway can check", async () => {
    const token = await requestLink(api, "cookies@example.com");
    const response = await verify(api, token);
    for (const cookie of response.cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    }
    const access = response.cookies.find(({ name }) => name === "pulse_access")?.value ?? "";
    const options = { issuer: "pulse-api", audience: "pulse-gateway", algorithms: ["EdDSA"] };
    const { payload } = await jwtVerify(access, tokenPublicKey, options);
    const me = response.json();
    expect(payload).toMatchObject({ sub: me.user.id, wsp: me.workspace.id, rol: "owner" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  it.each([
    [{}, ["email"]],
    [{ email: "not an address" }, ["email"]],
    [{ email: 7 }, ["email"]],
    [{ email: "a@example.com", locale: "fr" }, ["locale"]],
    [{ email: "a@example.com", userId: "usr_1" }, ["userId"]],
    [{ email: "a\u0000b@example.com" }, ["email"]],
    [null, [""]],
    [[], [""]],
  ])("refuses %j and names the fields", async (body, paths) => {
    const response = await api.app.inject({
      method: "POST",
      url: "/v1/auth/sign-in/magic-link",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.statusCode).toBe(400);
    const { error } = response.json();
    expect(error.code).toBe("invalid_request");
    expect(error.details.fields.map((field: { path: string }) => field.path)).toEqual(paths);
  });
});

describe("sessions", () => {
  it("end on sign-out, with a revocation for the gateway and an audit entry", async () => {
    const browser = await signIn(api, "leave@example.com");
    const response = await browser.send("POST", "/v1/auth/sign-out");
    expect(response.statusCode).toBe(200);
    expect(response.cookies.map(({ name, maxAge }) => [name, maxAge])).toEqual([
      ["pulse_session", 0],
      ["pulse_access", 0],
    ]);
    expect((await browser.send("GET", "/v1/me")).statusCode).toBe(401);
    const back = await signIn(api, "leave@example.com");
    const audit = await back.send("GET", `/v1/workspaces/${back.me.workspace.id}/audit`);
    const actions = audit.json().items.map((entry: { action: string }) => entry.action);
    // The first sign-in's two entries share an instant.
    expect(actions.slice(0, 2)).toEqual(["session.create", "session.signOut"]);
    expect(actions.slice(2).toSorted()).toEqual(["session.create", "workspace.create"]);
  });

  it("are listed with the current one marked, and one device can sign another out", async () => {
    const phone = await signIn(api, "devices@example.com");
    const laptop = await signIn(api, "devices@example.com");
    const { items } = (await laptop.send("GET", "/v1/auth/sessions")).json();
    expect(items).toHaveLength(2);
    const other = items.find((session: { isCurrent: boolean }) => !session.isCurrent);
    expect(JSON.stringify(items)).not.toMatch(/token/);
    expect((await laptop.send("DELETE", `/v1/auth/sessions/${other.id}`)).statusCode).toBe(200);
    expect((await phone.send("GET", "/v1/me")).statusCode).toBe(401);
    expect((await laptop.send("GET", "/v1/me")).statusCode).toBe(200);
  });

  it("of other people cannot be ended or even seen", async () => {
    const [mine, theirs] = [
      await signIn(api, "mine@example.com"),
      await signIn(api, "theirs@example.com"),
    ];
    const { items } = (await theirs.send("GET", "/v1/auth/sessions")).json();
    const response = await mine.send("DELETE", `/v1/auth/sessions/${items[0].id}`);
    expect(response.statusCode).toBe(404);
    expect((await theirs.send("GET", "/v1/me")).statusCode).toBe(200);
  });

  it("end on every other device at once", async () => {
    const first = await signIn(api, "others@example.com");
    const second = await signIn(api, "others@example.com");
    expect((await second.send("DELETE", "/v1/auth/sessions")).statusCode).toBe(200);
    expect((await first.send("GET", "/v1/me")).statusCode).toBe(401);
    expect((await second.send("GET", "/v1/me")).statusCode).toBe(200);
  });

  it("end their open event streams when they are revoked", async () => {
    const phone = await signIn(api, "streams@example.com");
    const laptop = await signIn(api, "streams@example.com");
    const stream = await phone.send("GET", "/v1/usage/events", { payloadAsStream: true });
    expect(stream.statusCode).toBe(200);
    await laptop.send("DELETE", "/v1/auth/sessions");
    // Ends by itself; a stream that went on would run into the test's own limit.
    for await (const chunk of stream.stream()) expect(String(chunk)).toMatch(/^(event|:)/);
  });
});
