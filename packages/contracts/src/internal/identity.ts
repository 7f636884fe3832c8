import { z } from "zod";
import { endpoint } from "../endpoint.ts";

/** Who calls, in which workspace. A session has no `apiKeyId`; a program's key has no `sessionId`. */
export const identitySchema = z.object({
  userId: z.string(),
  workspaceId: z.string(),
  role: z.enum(["viewer", "admin", "owner"]),
  sessionId: z.string().nullable(),
  apiKeyId: z.string().nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

/**
 * The access token: a JWT signed with EdDSA (Ed25519), `iss` "pulse-api", `aud` "pulse-gateway",
 * `sub` the user id, `sid` the session id, `wsp` the workspace id, `rol` the role; lives 5 minutes.
 */
export const accessTokenClaimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  wsp: z.string(),
  rol: identitySchema.shape.role,
  exp: z.int(),
});
export const accessToken = { issuer: "pulse-api", audience: "pulse-gateway", ttlS: 300 } as const;

/** Cookies of a browser. In production both carry the `__Host-` prefix (`Secure`, `Path=/`). */
export const cookieNames = { session: "pulse_session", access: "pulse_access" } as const;

/** POST /internal/identities/resolve: a key's SHA-256 (hex), or the browser's session cookie as it came. */
export const resolveIdentityRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("apiKey"), keyHash: z.string().length(64) }),
  z.strictObject({
    kind: z.literal("session"),
    cookie: z.string().max(4096),
    workspaceId: z.string().optional(),
  }),
]);
/** `identity` null = unknown, expired or revoked. `accessToken` comes with sessions only. */
export const resolveIdentityResponseSchema = z.object({
  identity: identitySchema.nullable(),
  accessToken: z.string().nullable(),
});

/** What a revocation of a membership names: all sessions and keys of that user in that workspace. */
export function memberSubjectId(workspaceId: string, userId: string): string {
  return `${workspaceId}:${userId}`;
}

/** GET /internal/revocations?after=N: sessions and keys revoked since; polled by the gateway every second. */
export const revocationsQuerySchema = z.strictObject({ after: z.coerce.number().int().min(0) });
export const revocationSchema = z.object({
  kind: z.enum(["session", "apiKey", "member"]),
  /** The session's id, the key's id, or `memberSubjectId`. */
  subjectId: z.string(),
});
export type Revocation = z.infer<typeof revocationSchema>;
export const revocationsResponseSchema = z.object({
  items: z.array(revocationSchema),
  /** The newest revocation's number: what to ask after next time. */
  last: z.int(),
});

export const resolveIdentity = endpoint({
  method: "POST",
  path: "/internal/identities/resolve",
  access: "service",
  summary: "Who a key or a session's cookie stands for",
  body: resolveIdentityRequestSchema,
  response: resolveIdentityResponseSchema,
});
export const listRevocations = endpoint({
  method: "GET",
  path: "/internal/revocations",
  access: "service",
  summary: "Credentials that ended after a number",
  query: revocationsQuerySchema,
  response: revocationsResponseSchema,
});
