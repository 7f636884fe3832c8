import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "./problem.ts";

/** What an installation must keep to itself. Values are environment variables' values. */
export interface Secrets {
  SESSION_SECRET: string;
  INTERNAL_SERVICE_TOKEN: string;
  /** Ed25519 in PEM (PKCS #8): the api signs access tokens with it. */
  TOKEN_PRIVATE_KEY: string;
  /** Its public half in PEM (SPKI): all that the gateway needs to check them. */
  TOKEN_PUBLIC_KEY: string;
  POSTGRES_SUPERUSER_PASSWORD: string;
  POSTGRES_OWNER_PASSWORD: string;
  POSTGRES_APP_PASSWORD: string;
}

/** Makes a new installation's secrets. */
export function createSecrets(): Secrets {
  const keys = generateKeyPairSync("ed25519");
  const random = () => randomBytes(32).toString("base64url");
  return {
    SESSION_SECRET: random(),
    INTERNAL_SERVICE_TOKEN: random(),
    TOKEN_PRIVATE_KEY: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    TOKEN_PUBLIC_KEY: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
    POSTGRES_SUPERUSER_PASSWORD: random(),
    POSTGRES_OWNER_PASSWORD: random(),
    POSTGRES_APP_PASSWORD: random(),
  };
}

/** Reads the installation's secrets, making them on first use; the file is readable by its owner only. */
export async function loadSecrets(dataFolder: string): Promise<Secrets> {
  const path = join(dataFolder, "secrets.json");
  await mkdir(dataFolder, { recursive: true });
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text !== null) return parseSecrets(text, path);
  const secrets = createSecrets();
  // Renamed into place, so that a crash leaves either no file or a whole one.
  await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return secrets;
}

function parseSecrets(text: string, path: string): Secrets {
  try {
    const stored = JSON.parse(text) as Partial<Secrets>;
    const missing = Object.keys(createSecrets()).filter((name) => !stored[name as keyof Secrets]);
    if (missing.length === 0) return stored as Secrets;
    throw new Problem(`${path} lacks ${missing.join(", ")}: restore it, or remove the data folder`);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${path} is not readable JSON: restore it, or remove the data folder`, {
      cause: error,
    });
  }
}
