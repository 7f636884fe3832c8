import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createTestApi,
  publicOrigin,
  requestLink,
  signIn,
  type Browser,
  type TestApi,
} from "../testing/test-api.ts";

let api: TestApi;
let browser: Browser;
beforeAll(async () => {
  api = await createTestApi();
  browser = await signIn(api, "hard@example.com");
});
afterAll(() => api[Symbol.asyncDispose]());

describe("bodies", () => {
  const post = (contentType: string | undefined, body: string) =>
    browser.send("POST", "/v1/conversations", {
      headers: contentType === undefined ? {} : { "content-type": contentType },
      body,
    });

  it.each([
    "text/plain",
    "application/json\ta",
    "application/json garbage",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ])("are refused as %j", async (contentType) => {
    const response = await post(contentType, '{"title":"a"}');
    expect(response.statusCode).toBe(415);
    expect(response.json().error.code).toBe("unsupported_media_type");
  });

  it.each([
    "{",
    "nonsense",
    '{"a":1}}',
    '{"__proto__":{"role":"owner"}}',
    '{"constructor":{"prototype":{"x":1}}}',
  ])("that read %j are no valid JSON to us", async (body) => {
    const response = await post("application/json", body);
    expect(response.statusCode).toBe(400);
    expect(response.json().error.code).toBe("invalid_request");
  });

  it.each([
    [{ title: 1 }, "title"],
    [{ title: "" }, "title"],
    [{ title: "x".repeat(201) }, "title"],
    [{ title: "a", workspaceId: "ws_other" }, "workspaceId"],
    [{ title: "a\u0000b" }, "title"],
    [{ title: "a\ud800b" }, "title"],
    [[], ""],
    ["text", ""],
    [null, ""],
  ])("with %j are refused by the field's path", async (body, path) => {
    const response = await post("application/json", JSON.stringify(body));
    expect(response.statusCode).toBe(400);
    expect(response.json().error.details.fields[0].path).toBe(path);
  });

  it("over the limit are refused as too large", async () => {
    const response = await post(
      "application/json",
      JSON.stringify({ title: "x".repeat(1024 * 1024) }),
    );
    expect(response.statusCode).toBe(413);
    expect(response.json().error.code).toBe("too_large");
  });

  it("that are absent are refused where one is needed", async () => {
    const response = await browser.send("POST", "/v1/conversations");
    expect(response.statusCode).toBe(400);
  });
});

describe("refusals", () => {
  it("speak Arabic unless English is asked for, and carry the request's id", async () => {
    const arabic = await api.app.inject({ url: "/v1/me" });
    expect(arabic.json().error.message).toBe("يلزم تسجيل الدخول للمتابعة.");
    expect(arabic.json().error.requestId).toBe(arabic.headers["x-request-id"]);
    expect(arabic.headers["content-language"]).toBe("ar");
    const english = await api.app.inject({
      url: "/v1/me",
      headers: { "accept-language": "en-GB" },
    });
    expect(english.json().error.message).toBe("Sign in to continue.");
  });

  it("call an id that is longer than any of ours not found", async () => {
    const response = await browser.send("GET", `/v1/conversations/cnv_${"a".repeat(500)}`);
    expect(response.statusCode).toBe(404);
    expect(response.json().error.code).toBe("not_found");
  });

  it("tell an unknown path from an unknown method", async () => {
    expect((await api.app.inject({ url: "/v1/nothing" })).statusCode).toBe(404);
    const wrong = await api.app.inject({ method: "PATCH", url: "/v1/plans" });
    expect(wrong.statusCode).toBe(405);
    expect(wrong.headers.allow).toBe("GET, HEAD");
    expect(wrong.json().error.code).toBe("method_not_allowed");
  });

  it.each([
    "/v1/conversations/%E0%A4%A",
    "/v1/conversations/..%2f..",
    "/v1/auth/sessions/%00",
    "/v1/conversations?limit=abc",
    "/v1/conversations?limit=101",
    "/v1/conversations?cursor=x",
    "/v1/conversations?limit=1&limit=2",
    "/v1/conversations?extra=1",
  ])("answer %s without a server error", async (url) => {
    const response = await browser.send(url.includes("sessions") ? "DELETE" : "GET", url);
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.json().error.code).toMatch(/^[a-z_]+$/);
  });
});

describe("credentials", () => {
  it.each([
    "'\"\\;--",
    "Bearer",
    "Bearer pk_",
    `Bearer pk_live_${"a".repeat(10_000)}`,
    "Basic YTpi",
    "Bearer eyJhbGciOiJub25lIn0.e30.",
  ])("that are garbage (%s) are refused as such", async (authorization) => {
    const response = await api.app.inject({ url: "/v1/me", headers: { authorization } });
    expect(response.statusCode).toBe(401);
  });

  it("count in their own carrier only", async () => {
    const { key } = (await browser.send("POST", "/v1/api-keys", { body: { name: "k" } })).json();
    const session = /pulse_session=([^;]+)/.exec(browser.cookie)?.[1] ?? "";
    const attempts = [
      { url: "/v1/me", headers: { cookie: `pulse_session=${key}` } },
      { url: "/v1/me", headers: { authorization: `Bearer ${session}` } },
      { url: "/v1/me", headers: { "x-api-key": key } },
      { url: `/v1/me?api_key=${key}&access_token=${session}` },
      { url: "/v1/me", headers: { "x-user-id": browser.me.user.id } },
    ];
    for (const attempt of attempts) expect((await api.app.inject(attempt)).statusCode).toBe(401);
    const good = await api.app.inject({
      url: "/v1/me",
      headers: { authorization: `Bearer ${key}` },
    });
    expect(good.json().user.id).toBe(browser.me.user.id);
  });

  it("in Authorization decide alone, even beside a good cookie", async () => {
    const response = await browser.send("GET", "/v1/me", {
      headers: { authorization: "Bearer pk_wrong" },
    });
    expect(response.statusCode).toBe(401);
  });

  it("planted as a second cookie of the same name are refused", async () => {
    const cookie = `pulse_session=planted; ${browser.cookie}`;
    expect((await api.app.inject({ url: "/v1/me", headers: { cookie } })).statusCode).toBe(401);
  });
});

describe("other sites", () => {
  const headersOf = (headers: Record<string, string>) => ({ cookie: browser.cookie, ...headers });
  const post = (headers: Record<string, string>) =>
    api.app.inject({
      method: "POST",
      url: "/v1/conversations",
      headers: headersOf(headers),
      body: {},
    });

  it.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: publicOrigin },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:3000.evil.example" },
  ])("cannot act with a browser's cookies: %j", async (headers) => {
    const response = await post(headers as Record<string, string>);
    expect(response.statusCode).toBe(403);
    expect(response.json().error.code).toBe("cross_origin");
  });

  it.each([{ "sec-fetch-site": "same-origin" }, { origin: publicOrigin }, {}])(
    "differ from our own pages and programs: %j",
    async (headers) => {
      expect((await post(headers as Record<string, string>)).statusCode).toBe(201);
    },
  );

  it("cannot sign a browser in", async () => {
    const response = await api.app.inject({
      method: "POST",
      url: "/v1/auth/magic-link/verify",
      headers: { origin: "https://evil.example" },
      body: { token: "x" },
    });
    expect(response.statusCode).toBe(403);
  });
});

describe("every answer", () => {
  it.each(["/v1/plans", "/v1/me", "/v1/nothing", "/v1/health", "/docs/"])(
    "of %s carries the security headers",
    async (url) => {
      const { headers } = await api.app.inject({ url });
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers).not.toHaveProperty("x-powered-by");
    },
  );
});

it("believes forwarding headers from the trusted proxy only", async () => {
  const forwarded = { "x-forwarded-for": "203.0.113.9" };
  const ask = async (remoteAddress: string) => {
    const token = await requestLink(api, "proxied@example.com");
    const verified = await api.app.inject({
      method: "POST",
      url: "/v1/auth/magic-link/verify",
      remoteAddress,
      headers: forwarded,
      body: { token },
    });
    const cookie = verified.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const { items } = (
      await api.app.inject({ url: "/v1/auth/sessions", headers: { cookie } })
    ).json();
    return items.find((session: { isCurrent: boolean }) => session.isCurrent).ipAddress;
  };
  expect(await ask("127.0.0.1")).toBe("203.0.113.9");
  expect(await ask("198.51.100.7")).toBe("198.51.100.7");
});

describe("on a real connection", () => {
  let port: number;
  beforeAll(async () => {
    await api.app.listen({ port: 0, host: "127.0.0.1" });
    // A listening TCP server's address is always an AddressInfo.
    ({ port } = api.app.server.address() as AddressInfo);
  });

  /** Sends raw bytes and reads until the server closes. */
  async function exchange(bytes: string): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    socket.write(bytes);
    let answer = "";
    for await (const chunk of socket) answer += String(chunk);
    return answer;
  }

  it("bytes that are no HTTP are refused with our error body", async () => {
    const answer = await exchange("nonsense\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "").error.code).toBe("invalid_request");
  });

  it("headers without end are refused as too large", async () => {
    const answer = await exchange(
      `GET /v1/plans HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"too_large"');
  });

  it("a body far over the limit is refused to whoever is still sending it", async () => {
    const body = Buffer.alloc(16 * 1024 * 1024, " ");
    const head = `POST /v1/conversations HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`;
    const socket = connect(port, "127.0.0.1");
    socket.write(`${head}cookie: ${browser.cookie}\r\ncontent-length: ${body.length}\r\n\r\n`);
    // The sender notices the answer only when it has sent everything, as a proxy may.
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.write(body, () => resolve());
    });
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("a request that is broken off in its body leaves the server well", async () => {
    const socket = connect(port, "127.0.0.1");
    const head =
      "POST /v1/auth/sign-in/magic-link HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n";
    await new Promise((resolve) => {
      socket.write(`${head}content-length: 100\r\n\r\n{"email":`, resolve);
    });
    socket.destroy();
    const response = await fetch(`http://127.0.0.1:${port}/v1/health`);
    expect(await response.json()).toEqual({ status: "ok" });
  });
});

it("describes itself in OpenAPI as the public origin reaches it", async () => {
  const document = (await api.app.inject({ url: "/v1/openapi.json" })).json();
  expect(document.openapi).toBe("3.1.0");
  expect(document.servers).toEqual([{ url: "/api" }]);
  const operation = document.paths["/v1/api-keys"].post;
  expect(operation.requestBody.content["application/json"].schema.properties.name.type).toBe(
    "string",
  );
  expect(Object.keys(operation.responses)).toEqual(["201", "400", "401", "403", "404", "429"]);
  const page = await api.app.inject({ url: "/docs" });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("/api/docs/static/");
});
