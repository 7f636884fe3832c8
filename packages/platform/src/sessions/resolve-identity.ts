import { type BodyOf, type ResponseOf } from "@pulse/contracts/endpoint";
import { type resolveIdentity as contract } from "@pulse/contracts/internal/identity";
import { type Database } from "@pulse/db/client";
import { type CryptoKey } from "jose";
import { authenticateApiKey } from "../api-keys/authenticate-api-key.ts";
import { type Auth } from "../auth/create-auth.ts";
import { signAccessToken } from "./access-token.ts";
import { authenticateSession } from "./authenticate-session.ts";

/**
 * Who a key's SHA-256 or a session's cookie stands for, and for a session a fresh access token. `identity`
 * is null when unknown, expired, revoked, or not a member of the asked workspace.
 */
export async function resolveIdentity(
  parts: { auth: Auth; database: Database; signingKey: CryptoKey; now: Date },
  question: BodyOf<typeof contract>,
): Promise<ResponseOf<typeof contract>> {
  const { database, signingKey, now } = parts;
  if (question.kind === "apiKey") {
    const identity = await authenticateApiKey(database, question.keyHash, now);
    return { identity, accessToken: null };
  }
  const asked = { cookie: question.cookie, workspaceId: question.workspaceId ?? null };
  const found = await authenticateSession(parts, asked, now);
  if (found.outcome !== "known") return { identity: null, accessToken: null };
  const { identity } = found;
  return { identity, accessToken: await signAccessToken(signingKey, identity, now) };
}
