import { AppError } from "@pulse/contracts/errors";
import { endpoint } from "@pulse/contracts/endpoint";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createLogger } from "../logger.ts";
import { createServer } from "./create-server.ts";
import { serveEndpoint } from "./serve-endpoint.ts";

class Away extends Error {}

const logger = createLogger({ service: "test", level: "silent" });
const app = createServer({
  logger,
  bodyBytesMax: 1000,
  trustedProxies: [],
  isUnavailable: (error) => error instanceof Away,
});
const thrown: Record<string, unknown> = {
  secret: new Error("password=hunter2"),
  library: Object.assign(new Error("upstream said 404"), { statusCode: 404 }),
  away: new Away("connection refused"),
  limited: new AppError("rate_limited", { details: { retryAfterS: 2.2 } }),
  text: "a thrown text",
};

beforeAll(async () => {
  for (const [name, error] of Object.entries(thrown)) {
    app.get(`/throw/${name}`, async () => {
      throw error;
    });
  }
  const shape = z.object({ shown: z.string() });
  const define = (path: string) =>
    endpoint({ method: "GET", path, access: "public", summary: "", response: shape });
  serveEndpoint(app, define("/extra"), async () => ({ shown: "yes", hash: "hidden" }));
  serveEndpoint(app, define("/wrong"), async () => JSON.parse("{}"));
  await app.ready();
});
afterAll(() => app.close());

it.each([
  ["secret", 500, "internal", undefined],
  ["library", 500, "internal", undefined],
  ["text", 500, "internal", undefined],
  ["away", 503, "unavailable", "2"],
  ["limited", 429, "rate_limited", "3"],
])(
  "answers %s with %d %s and says nothing of the inside",
  async (name, status, code, retryAfter) => {
    const response = await app.inject({
      url: `/throw/${name}`,
      headers: { "accept-language": "en" },
    });
    expect(response.statusCode).toBe(status);
    expect(response.json().error).toMatchObject({
      code,
      requestId: expect.stringMatching(/^req_/),
    });
    expect(response.headers["retry-after"]).toBe(retryAfter);
    expect(response.body).not.toMatch(/hunter2|upstream|refused|thrown|stack/);
  },
);

it("drops what the contract's response does not name", async () => {
  expect((await app.inject({ url: "/extra" })).json()).toEqual({ shown: "yes" });
});

it("answers 500 rather than what its contract does not allow", async () => {
  expect((await app.inject({ url: "/wrong" })).statusCode).toBe(500);
});
