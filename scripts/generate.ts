import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const databasePackage = new URL("../packages/db/", import.meta.url);
const stamp = new URL("src/generated/.stamp", databasePackage);
const prismaPackage = new URL("node_modules/prisma/", databasePackage);

/** Writes the Prisma client from the schema; does nothing when schema and Prisma are as they were last time. */
export async function generate(): Promise<void> {
  const digest = await digestOfInputs();
  const previous = await readFile(stamp, "utf8").catch(() => "");
  if (previous === digest) return;
  await runPrisma();
  await writeFile(stamp, digest);
}

async function digestOfInputs(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [
    new URL("prisma/schema.prisma", databasePackage),
    new URL("package.json", prismaPackage),
  ]) {
    hash.update(await readFile(file));
  }
  return hash.digest("hex");
}

function runPrisma(): Promise<void> {
  const output: string[] = [];
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("build/index.js", prismaPackage)), "generate"],
    {
      cwd: fileURLToPath(databasePackage),
      // Generating never runs the engine, but Prisma downloads one unless a file is named.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`prisma generate failed:\n${output.join("")}`));
    });
  });
}

if (import.meta.main) await generate();
