import { accessToken, cookieNames, type Identity } from "@pulse/contracts/internal/identity";
import { signAccessToken } from "@pulse/platform/sessions/access-token";
import { formatCookie } from "@pulse/runtime/http/cookies";
import { type FastifyReply } from "fastify";
import { type Services } from "../../context.ts";

type Parts = Pick<Services, "config" | "signingKey" | "now">;

/** Hands the browser a fresh access token for the gateway; a key needs none. */
export async function setAccessCookie(
  { config, signingKey, now }: Parts,
  reply: FastifyReply,
  identity: Identity,
): Promise<void> {
  const value = await signAccessToken(signingKey, identity, now());
  if (value === null) return;
  const cookie = { value, maxAgeS: accessToken.ttlS };
  reply.header("set-cookie", formatCookie(cookieNames.access, cookie, config.publicOrigin));
}

/** Makes the browser forget both; nothing else of the account is kept there, for every answer is `no-store`. */
export function clearCookies({ config }: Parts, reply: FastifyReply): void {
  const gone = { value: "", maxAgeS: 0 };
  for (const name of [cookieNames.session, cookieNames.access]) {
    reply.header("set-cookie", formatCookie(name, gone, config.publicOrigin));
  }
}
