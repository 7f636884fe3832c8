import { type Access } from "@pulse/contracts/endpoint";
import { AppError } from "@pulse/contracts/errors";
import { cookieNames, type Identity } from "@pulse/contracts/internal/identity";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { authenticateApiKey } from "@pulse/platform/api-keys/authenticate-api-key";
import { type Visit } from "@pulse/platform/context";
import { requireRole } from "@pulse/platform/members/require-role";
import { authenticateSession } from "@pulse/platform/sessions/authenticate-session";
import { hashToken } from "@pulse/platform/auth/secret-token";
import { readCookie } from "@pulse/runtime/http/cookies";
import { plainAddress } from "@pulse/runtime/http/ip-block";
import { assertSameOrigin } from "@pulse/runtime/http/same-origin";
import { type FastifyInstance, type FastifyRequest } from "fastify";
import { type Services } from "../context.ts";
import { type ApiRequest } from "../serve.ts";

const userAgentCharactersMax = 300;
/** Longer credentials are nobody's: refused before they are hashed. */
const credentialCharactersMax = 512;

/**
 * Decides for every route of this scope, by its contract, who may call it, before the body is read.
 * A route without a contract cannot be registered here, so nothing is open by accident.
 */
export function admitCallers(app: FastifyInstance, services: Services): void {
  app.addHook("onRoute", ({ url, config }) => {
    if (!config?.endpoint) throw new Error(`${url} has no contract to say who may call it`);
  });
  app.addHook("onRequest", async (request) => {
    const access = request.routeOptions.config.endpoint?.access;
    // Without a contract the request is for the scope's not-found answer.
    if (access === undefined) return;
    const visit = visitOf(request, services);
    if (access === "public") {
      assertSameOrigin(request, services.config.publicOrigin);
      Object.assign(request, { visit } satisfies Partial<ApiRequest>);
      return;
    }
    const identity = await identify(request, services, visit.now);
    assertAccess(access, identity);
    const context = { ...visit, identity };
    Object.assign(request, { visit, context } satisfies Partial<ApiRequest>);
  });
}

function visitOf(request: FastifyRequest, services: Services): Visit {
  const { database, auth, queues, config, now } = services;
  return {
    database,
    auth,
    queues,
    logger: services.logger,
    now: now(),
    publicOrigin: config.publicOrigin,
    ipAddress: plainAddress(request.ip),
    userAgent: request.headers["user-agent"]?.slice(0, userAgentCharactersMax) ?? null,
    locale: localeFromAcceptLanguage(request.headers["accept-language"]),
  };
}

/**
 * A key comes in `Authorization` and a session in its cookie, each in that carrier only; a header that is
 * there counts alone. Throws `unauthenticated`, `cross_origin`, or `not_found` for another's workspace.
 */
async function identify(request: FastifyRequest, services: Services, now: Date): Promise<Identity> {
  const { authorization, cookie } = request.headers;
  const { publicOrigin } = services.config;
  const workspaceId = wantedWorkspace(request);
  if (authorization !== undefined) {
    return identifyKey(services, { authorization, workspaceId }, now);
  }
  const session = readCookie(cookie, cookieNames.session, publicOrigin);
  if (session === null || session.length > credentialCharactersMax) {
    throw new AppError("unauthenticated");
  }
  assertSameOrigin(request, publicOrigin);
  const found = await authenticateSession(services, { cookie: session, workspaceId }, now);
  if (found.outcome === "unknown") throw new AppError("unauthenticated");
  if (found.outcome === "foreignWorkspace") throw new AppError("not_found");
  return found.identity;
}

async function identifyKey(
  { database }: Services,
  { authorization, workspaceId }: { authorization: string; workspaceId: string | null },
  now: Date,
): Promise<Identity> {
  const key = /^Bearer (pk_[\w-]+)$/i.exec(authorization.slice(0, credentialCharactersMax))?.[1];
  const identity =
    key === undefined ? null : await authenticateApiKey(database, hashToken(key), now);
  if (identity === null) throw new AppError("unauthenticated");
  if (workspaceId !== null && workspaceId !== identity.workspaceId) throw new AppError("not_found");
  return identity;
}

/** A path that names a workspace is about that one; otherwise the header chooses, or the session's own. */
function wantedWorkspace(request: FastifyRequest): string | null {
  const inPath = request.routeOptions.url?.startsWith("/v1/workspaces/:id");
  const params = request.params as { id?: string };
  if (inPath && params.id !== undefined) return params.id;
  const header = request.headers["x-workspace-id"];
  return typeof header === "string" ? header : null;
}

function assertAccess(access: Exclude<Access, "public">, identity: Identity): void {
  if (access === "service") throw new AppError("not_found", { internal: "a service's operation" });
  if (access !== "session") requireRole({ identity }, access);
}
