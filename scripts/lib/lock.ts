import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "./problem.ts";

/** Makes sure that one data folder serves one stack. Throws a Problem when another process holds it. */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "lock");
  const holder = Number(await readFile(path, "utf8").catch(() => ""));
  if (holder !== process.pid && (await isOurs(holder)))
    throw new Problem(`Pulse already runs from ${folder} (pid ${holder}): stop it first`);
  await writeFile(path, String(process.pid));
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

/** A pid may belong to someone else by now; only a process that runs our scripts holds the lock. */
async function isOurs(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "scripts/");
  return commandLine.includes("scripts/") || commandLine.includes("vitest");
}
