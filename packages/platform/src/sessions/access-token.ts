import { accessToken, type Identity } from "@pulse/contracts/internal/identity";
import { importPKCS8, SignJWT, type CryptoKey } from "jose";

/** The Ed25519 key that signs access tokens. Throws when the PEM (PKCS #8) is not one. */
export function readSigningKey(pem: string): Promise<CryptoKey> {
  return importPKCS8(pem, "EdDSA");
}

/**
 * A short-lived signed statement of who the session's user is, by which the gateway knows them without
 * asking. Null for an API key, which is resolved by its hash.
 */
export async function signAccessToken(
  signingKey: CryptoKey,
  identity: Identity,
  now: Date,
): Promise<string | null> {
  if (identity.sessionId === null) return null;
  const issuedAtS = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sid: identity.sessionId, wsp: identity.workspaceId, rol: identity.role })
    .setProtectedHeader({ alg: "EdDSA" })
    .setIssuer(accessToken.issuer)
    .setAudience(accessToken.audience)
    .setSubject(identity.userId)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + accessToken.ttlS)
    .sign(signingKey);
}
