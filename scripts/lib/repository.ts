import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Absolute path of the repository's root. */
export const repositoryRoot = resolve(import.meta.dirname, "../..");

/** The project's files that git knows or would add, as paths relative to the root. */
export async function projectFiles(...patterns: string[]): Promise<string[]> {
  const listed = await run(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ...patterns],
    { cwd: repositoryRoot, maxBuffer: 64 * 1024 * 1024 },
  );
  return listed.stdout.split("\0").filter((path) => path !== "");
}
