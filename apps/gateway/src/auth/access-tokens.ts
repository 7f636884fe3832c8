import { createPublicKey, type KeyObject } from "node:crypto";
import {
  accessToken,
  accessTokenClaimsSchema,
  type Identity,
} from "@pulse/contracts/internal/identity";
import { errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";

export interface VerifiedToken {
  identity: Identity;
  issuedAtMs: number;
  expiresAtMs: number;
}

const claimsSchema = accessTokenClaimsSchema.extend({ iat: z.int() });

/** Parses an Ed25519 public key in PEM (SPKI). Throws when it is anything else. */
export function parsePublicKey(pem: string): KeyObject {
  // Environment files cannot hold line breaks, so they may be written as \n.
  const key = createPublicKey(pem.replaceAll(String.raw`\n`, "\n"));
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("expected an Ed25519 public key");
  return key;
}

/**
 * Verifies access tokens without a network: signature by one key and one algorithm, issuer, audience,
 * times and claims. What was verified is remembered, by the whole token, until it expires.
 */
export class AccessTokens {
  readonly #key: KeyObject;
  readonly #nowMs: () => number;
  readonly #verified: LRUCache<string, VerifiedToken>;

  constructor(options: { publicKey: KeyObject; nowMs: () => number; cacheMax: number }) {
    this.#key = options.publicKey;
    this.#nowMs = options.nowMs;
    this.#verified = new LRUCache({ max: options.cacheMax });
  }

  /** Null for whatever is not a valid token of ours right now. */
  async verify(token: string): Promise<VerifiedToken | null> {
    const known = this.#verified.get(token);
    if (known && known.expiresAtMs > this.#nowMs()) return known;
    if (known) this.#verified.delete(token);
    const verified = await this.#check(token);
    if (verified) this.#verified.set(token, verified);
    return verified;
  }

  async #check(token: string): Promise<VerifiedToken | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ["EdDSA"],
        issuer: accessToken.issuer,
        audience: accessToken.audience,
        currentDate: new Date(this.#nowMs()),
      });
      const claims = claimsSchema.safeParse(payload);
      return claims.success ? toVerified(claims.data) : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

function toVerified(claims: z.infer<typeof claimsSchema>): VerifiedToken {
  return {
    identity: {
      userId: claims.sub,
      workspaceId: claims.wsp,
      role: claims.rol,
      sessionId: claims.sid,
      apiKeyId: null,
    },
    issuedAtMs: claims.iat * 1000,
    expiresAtMs: claims.exp * 1000,
  };
}
