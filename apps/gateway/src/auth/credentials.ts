import { type IncomingHttpHeaders } from "node:http";
import { cookieNames } from "@pulse/contracts/internal/identity";
import { readCookie } from "@pulse/runtime/http/cookies";

/** What a request carries to say who it is; each kind travels in one carrier only. */
export type Credentials =
  | { kind: "apiKey"; key: string }
  | { kind: "token"; token: string }
  | { kind: "browser"; access: string | null; session: string | null };

/** Longer ones are nobody's: refused before they are hashed or verified. */
const credentialCharactersMax = 4096;
const cookieCharactersMax = 8192;

/**
 * Reads the credentials of a request: an `Authorization` header counts alone, cookies otherwise. A key in
 * a cookie, a session in a header, or anything in the query string is nothing.
 */
export function credentialsOf(
  headers: IncomingHttpHeaders,
  publicOrigin: string,
): Credentials | null {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) return bearerOf(authorization);
  if (cookie === undefined || cookie.length > cookieCharactersMax) return null;
  const access = readCookie(cookie, cookieNames.access, publicOrigin);
  const session = readCookie(cookie, cookieNames.session, publicOrigin);
  return access === null && session === null ? null : { kind: "browser", access, session };
}

function bearerOf(authorization: string): Credentials | null {
  const secret = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (secret === undefined || secret.length > credentialCharactersMax) return null;
  return secret.startsWith("pk_")
    ? { kind: "apiKey", key: secret }
    : { kind: "token", token: secret };
}
