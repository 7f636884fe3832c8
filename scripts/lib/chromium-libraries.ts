import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { Problem } from "./problem.ts";

/** Debian packages by the library that Chromium's npm package wants from the system. */
const packages: Record<string, string> = { "libnss3.so": "libnss3", "libexpat.so.1": "libexpat1" };

/**
 * Makes sure that the packaged Chromium finds its system libraries; root installs them when they are missing.
 * Throws a Problem with the command to run when they cannot be installed from here.
 */
export async function ensureChromiumLibraries(): Promise<void> {
  if (process.platform !== "linux") return;
  if (process.env["CHROMIUM_PATH"] || existsSync("/usr/bin/chromium")) return;
  const missing = missingPackages();
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (userInfo().uid === 0 && existsSync("/usr/bin/apt-get"))
    spawnSync("sh", ["-c", command], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  if (missingPackages().length > 0)
    throw new Problem(`browser tests need ${missing.join(" and ")}; as root: ${command}`);
}

function missingPackages(): string[] {
  const known = execFileSync("/sbin/ldconfig", ["-p"], { encoding: "utf8" });
  return Object.entries(packages)
    .filter(([library]) => !known.includes(library))
    .map(([, name]) => name);
}
