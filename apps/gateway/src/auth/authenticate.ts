import { AppError } from "@pulse/contracts/errors";
import { accessToken, cookieNames, type Identity } from "@pulse/contracts/internal/identity";
import { formatCookie } from "@pulse/runtime/http/cookies";
import { assertSameOrigin } from "@pulse/runtime/http/same-origin";
import { type FastifyReply, type FastifyRequest } from "fastify";
import { type AccessTokens } from "./access-tokens.ts";
import { credentialsOf } from "./credentials.ts";
import { type Identities } from "./identities.ts";
import { type Revocations } from "./revocations.ts";

export interface AuthenticationParts {
  publicOrigin: string;
  tokens: AccessTokens;
  identities: Identities;
  revocations: Revocations;
}

/**
 * Who calls and in which workspace. A browser without a valid access token gets a fresh one as a cookie.
 * Throws `unauthenticated`; `cross_origin`; `not_found` when `X-Workspace-Id` names a workspace the caller is no member
 * of; `unavailable` when the api has to be asked and is away.
 */
export async function authenticate(
  parts: AuthenticationParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Identity> {
  const credentials = credentialsOf(request.headers, parts.publicOrigin);
  const wanted = workspaceHeaderOf(request);
  if (credentials === null) throw new AppError("unauthenticated");
  if (credentials.kind === "apiKey") {
    const { identity } = await parts.identities.ofApiKey(credentials.key);
    return assertWorkspace(identity, wanted);
  }
  if (credentials.kind === "token") {
    return assertWorkspace(await identityOfToken(parts, credentials.token), wanted);
  }
  assertSameOrigin(request, parts.publicOrigin);
  const byToken = credentials.access && (await identityOfToken(parts, credentials.access));
  if (byToken && (wanted === null || wanted === byToken.workspaceId)) return byToken;
  if (credentials.session === null) return assertWorkspace(byToken || null, wanted);
  const resolved = await parts.identities.ofSession(credentials.session, wanted);
  if (resolved.identity === null) throw await refusalOf(parts, credentials.session, wanted);
  // Another tab's choice of workspace must not move the session's own.
  if (resolved.accessToken !== null && wanted === null) {
    const cookie = { value: resolved.accessToken, maxAgeS: accessToken.ttlS };
    reply.header("set-cookie", formatCookie(cookieNames.access, cookie, parts.publicOrigin));
  }
  return resolved.identity;
}

async function identityOfToken(
  { tokens, revocations }: AuthenticationParts,
  token: string,
): Promise<Identity | null> {
  const verified = await tokens.verify(token);
  if (verified === null) return null;
  return revocations.isRevoked(verified.identity, verified.issuedAtMs) ? null : verified.identity;
}

function assertWorkspace(identity: Identity | null, wanted: string | null): Identity {
  if (identity === null) throw new AppError("unauthenticated");
  if (wanted !== null && wanted !== identity.workspaceId) throw new AppError("not_found");
  return identity;
}

// The api answers alike for a dead session and for a workspace of others; only the first means signing in again.
async function refusalOf(
  { identities }: AuthenticationParts,
  session: string,
  wanted: string | null,
): Promise<AppError> {
  if (wanted === null) return new AppError("unauthenticated");
  const { identity } = await identities.ofSession(session, null);
  return new AppError(identity === null ? "unauthenticated" : "not_found");
}

function workspaceHeaderOf(request: FastifyRequest): string | null {
  const header = request.headers["x-workspace-id"];
  return typeof header === "string" && header !== "" ? header : null;
}
