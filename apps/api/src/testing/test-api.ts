import { createHash, generateKeyPairSync } from "node:crypto";
import { meSchema, type Me } from "@pulse/contracts/account/account";
import { mailJobSchema } from "@pulse/contracts/jobs/mail";
import { systemWorkspaceId } from "@pulse/db/system-workspace";
import { createTestDatabase } from "@pulse/db/testing/create-test-database";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from "fastify";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { createServices, type Services } from "../context.ts";
import { createInternalApp } from "../internal-app.ts";

export interface TestApi extends AsyncDisposable {
  app: FastifyInstance;
  internal: FastifyInstance;
  services: Services;
  /** Superuser-free address of the database's owner, for what only a migration may do. */
  ownerUrl: string;
}

export const publicOrigin = "http://localhost:3000";
export const serviceToken = "service-token-of-the-tests-0123456789";
const keys = generateKeyPairSync("ed25519");
export const tokenPublicKey = keys.publicKey;

/** The whole api on a database of its own; nothing listens until a test asks for it. */
export async function createTestApi(overrides: Partial<Services> = {}): Promise<TestApi> {
  const stack = new AsyncDisposableStack();
  const { database, ownerUrl, appUrl } = stack.use(await createTestDatabase());
  const config = readConfig({
    PUBLIC_ORIGIN: publicOrigin,
    API_PORT: "0",
    API_INTERNAL_PORT: "0",
    API_METRICS_PORT: "0",
    LOG_LEVEL: "silent",
    DATABASE_URL: appUrl,
    SESSION_SECRET: "session-secret-of-the-tests-0123456789",
    INTERNAL_SERVICE_TOKEN: serviceToken,
    TOKEN_PRIVATE_KEY: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    // Nobody listens there: mail waits in its row, where the tests read it.
    SQS_ENDPOINT: "http://127.0.0.1:9",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  const services = await createServices(config, stack, { database, ...overrides });
  const app = await createApp(services);
  const internal = createInternalApp(services);
  stack.defer(() => app.close());
  stack.defer(() => internal.close());
  await Promise.all([app.ready(), internal.ready()]);
  return { app, internal, services, ownerUrl, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** A signed-in browser: sends its cookies and says where it comes from. */
export interface Browser {
  me: Me;
  cookie: string;
  send: (method: Method, url: string, options?: InjectOptions) => Promise<LightMyRequestResponse>;
}
type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Signs an address in through the mailed link, as a person would. */
export async function signIn(api: TestApi, email: string, locale?: "ar" | "en"): Promise<Browser> {
  const token = await requestLink(api, email, locale);
  const response = await verify(api, token);
  if (response.statusCode !== 200) throw new Error(`sign-in failed: ${response.body}`);
  const cookie = cookiesOf(response);
  return {
    me: meSchema.parse(response.json()),
    cookie,
    send: (method, url, options) => sendAs(api.app, { method, url, cookie }, options),
  };
}

/** Asks for a link and returns the token of the mail that was written for it. */
export async function requestLink(
  api: TestApi,
  email: string,
  locale: "ar" | "en" = "ar",
): Promise<string> {
  const response = await api.app.inject({
    method: "POST",
    url: "/v1/auth/sign-in/magic-link",
    // A network of its own, so that a suite with many people does not meet the limit per network.
    remoteAddress: addressOf(email),
    body: { email, locale },
  });
  if (response.statusCode !== 200) throw new Error(`no link: ${response.body}`);
  const [mail] = await mailsTo(api, email);
  return new URL(mail?.url ?? "").searchParams.get("token") ?? "";
}

function addressOf(email: string): string {
  const [first, second] = createHash("sha256").update(email).digest();
  return `10.${first}.${second}.1`;
}

/** Sign-in mails written for an address, the newest first. */
export async function mailsTo(
  api: TestApi,
  email: string,
): Promise<{ url: string; locale: string }[]> {
  const jobs = await withWorkspace(api.services.database, systemWorkspaceId, (transaction) =>
    transaction.job.findMany({
      where: { kind: "mail" },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
  );
  return jobs
    .map((job) => mailJobSchema.parse(job.payload))
    .filter((mail) => mail.template === "magic-link")
    .filter((mail) => mail.to === email);
}

export function verify(api: TestApi, token: string): Promise<LightMyRequestResponse> {
  return api.app.inject({ method: "POST", url: "/v1/auth/magic-link/verify", body: { token } });
}

/** What a browser sends back of the cookies it was given. */
export function cookiesOf(response: LightMyRequestResponse): string {
  return response.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

function sendAs(
  app: FastifyInstance,
  { method, url, cookie }: { method: Method; url: string; cookie: string },
  options: InjectOptions = {},
): Promise<LightMyRequestResponse> {
  const headers = { cookie, "sec-fetch-site": "same-origin", ...options.headers };
  return app.inject({ ...options, method, url, headers });
}
