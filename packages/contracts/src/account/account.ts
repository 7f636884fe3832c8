import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { idOf } from "../ids.ts";
import {
  emptyResponseSchema,
  instantSchema,
  pageOf,
  pageQuerySchema,
  shortListQuerySchema,
} from "../lists.ts";
import { localeSchema } from "../locales.ts";

export const roleSchema = z.enum(["viewer", "admin", "owner"]);
export type Role = z.infer<typeof roleSchema>;

export const digitsSchema = z.enum(["latn", "arab"]);
export const appearanceSchema = z.enum(["system", "light", "dark"]);

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  digits: digitsSchema,
  appearance: appearanceSchema,
  createdAt: instantSchema,
});
export type User = z.infer<typeof userSchema>;

export const workspaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantSchema,
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const meSchema = z.object({
  user: userSchema,
  workspace: workspaceSchema,
  workspaces: z.array(workspaceSchema.extend({ role: roleSchema })),
  role: roleSchema,
});
export type Me = z.infer<typeof meSchema>;

export const sessionSchema = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
});
export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  action: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  entityKind: z.string(),
  entityId: z.string(),
  ipAddress: z.string().nullable(),
  createdAt: instantSchema,
});

/** Addresses are compared lower-cased and NFKC-normalised; 254 characters is SMTP's limit (RFC 5321). */
export const emailSchema = z
  .string()
  .max(254)
  .transform((email) => email.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email());

export const requestMagicLink = endpoint({
  method: "POST",
  path: "/v1/auth/sign-in/magic-link",
  access: "public",
  summary: "Mails a sign-in link; answers the same whether the address is known or not",
  body: z.strictObject({ email: emailSchema, locale: localeSchema.optional() }),
  response: emptyResponseSchema,
});
export const verifyMagicLink = endpoint({
  method: "POST",
  path: "/v1/auth/magic-link/verify",
  access: "public",
  summary: "Uses a sign-in link up and starts a session (cookie)",
  body: z.strictObject({ token: z.string().min(1).max(512) }),
  response: meSchema,
});
export const signOut = endpoint({
  method: "POST",
  path: "/v1/auth/sign-out",
  access: "session",
  summary: "Ends this session",
  response: emptyResponseSchema,
});
export const listSessions = endpoint({
  method: "GET",
  path: "/v1/auth/sessions",
  access: "session",
  summary: "Devices signed in to this account",
  query: shortListQuerySchema,
  response: pageOf(sessionSchema),
});
export const revokeSession = endpoint({
  method: "DELETE",
  path: "/v1/auth/sessions/:id",
  access: "session",
  summary: "Signs one device out",
  params: z.object({ id: z.string() }),
  response: emptyResponseSchema,
});
export const revokeOtherSessions = endpoint({
  method: "DELETE",
  path: "/v1/auth/sessions",
  access: "session",
  summary: "Signs every other device out",
  response: emptyResponseSchema,
});
export const getMe = endpoint({
  method: "GET",
  path: "/v1/me",
  access: "session",
  summary: "The user and the active workspace",
  response: meSchema,
});
export const updateMe = endpoint({
  method: "PATCH",
  path: "/v1/me",
  access: "session",
  summary: "Changes the profile",
  body: z.strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    locale: localeSchema.optional(),
    digits: digitsSchema.optional(),
    appearance: appearanceSchema.optional(),
  }),
  response: meSchema,
});
export const listWorkspaces = endpoint({
  method: "GET",
  path: "/v1/workspaces",
  access: "session",
  summary: "Workspaces of the user",
  query: shortListQuerySchema,
  response: pageOf(workspaceSchema.extend({ role: roleSchema })),
});
export const listAudit = endpoint({
  method: "GET",
  path: "/v1/workspaces/:id/audit",
  access: "owner",
  summary: "The workspace's audit log, newest first",
  params: z.object({ id: idOf("workspace") }),
  query: pageQuerySchema,
  response: pageOf(auditEntrySchema),
});
export const listApiKeys = endpoint({
  method: "GET",
  path: "/v1/api-keys",
  access: "admin",
  summary: "API keys that still work",
  query: shortListQuerySchema,
  response: pageOf(apiKeySchema),
});
export const createApiKey = endpoint({
  method: "POST",
  path: "/v1/api-keys",
  access: "admin",
  summary: "Makes an API key; the key is shown once",
  status: 201,
  idempotent: true,
  body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
  response: z.object({ apiKey: apiKeySchema, key: z.string() }),
});
export const revokeApiKey = endpoint({
  method: "DELETE",
  path: "/v1/api-keys/:id",
  access: "admin",
  summary: "Revokes an API key within 5 s everywhere",
  params: z.object({ id: idOf("apiKey") }),
  response: emptyResponseSchema,
});
