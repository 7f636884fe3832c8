import { createHash, randomBytes } from "node:crypto";

const tokenBytes = 32;

/** A new opaque secret of 256 random bits, in base64url: a session's cookie or a sign-in link's token. */
export function createToken(): string {
  return randomBytes(tokenBytes).toString("base64url");
}

/** SHA-256 (hex): how tokens and keys are stored. They are random enough to need no salt or stretching. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
