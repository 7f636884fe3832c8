import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

export interface ResponseSeal {
  seal: (text: string, label: string) => string;
  /** Throws when the text was changed or belongs to another label. */
  open: (sealed: string, label: string) => string;
}

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key derived from the installation's secret (HKDF, RFC 5869); base64 outside. */
export function createResponseSeal(secret: string): ResponseSeal {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "pulse idempotency responses", 32));
  return {
    seal(text, label) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(label));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(sealed, label) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(label));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      return Buffer.concat([text, decipher.final()]).toString("utf8");
    },
  };
}
