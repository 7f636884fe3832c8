import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretLength = 32;
/** Bytes from here on would favour the alphabet's first letters, so they are drawn again. */
const unbiasedMax = 256 - (256 % alphabet.length);

export const keyPrefix = "pk_live_";
const shownLength = keyPrefix.length + 4;

/** A new API key: `pk_live_` and 32 base-62 characters (190 random bits), with the part that may be shown. */
export function createKeySecret(random: (count: number) => Uint8Array = randomBytes): {
  key: string;
  prefix: string;
} {
  let secret = "";
  while (secret.length < secretLength) {
    const usable = random(secretLength).filter((byte) => byte < unbiasedMax);
    secret += Array.from(usable, (byte) => alphabet[byte % alphabet.length]).join("");
  }
  const key = keyPrefix + secret.slice(0, secretLength);
  return { key, prefix: key.slice(0, shownLength) };
}
