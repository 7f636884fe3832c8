import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFiles, repositoryRoot } from "../lib/repository.ts";
import { type Check } from "./check.ts";

/** Set by tools and platforms, not by whoever configures Pulse. */
const notOurs = new Set(["NODE_ENV"]);

/** Names of the environment variables that a `config.ts` reads: the keys of its schema in capitals. */
export function variablesRead(source: string): string[] {
  const keys = [...source.matchAll(/^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*): /gm)];
  return keys.map((match) => match[1] ?? "").filter((name) => !notOurs.has(name));
}

/** Names that an environment file sets or shows commented out. */
export function variablesExplained(example: string): Set<string> {
  return new Set(
    [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? ""),
  );
}

/** Every setting that a service reads is explained in `.env.example`. */
export const environment: Check = {
  name: "settings",
  async findProblems() {
    const example = await readFile(join(repositoryRoot, ".env.example"), "utf8");
    const explained = variablesExplained(example);
    const files = await projectFiles("apps/**/config.ts", "apps/**/*-config.ts");
    const problems = await Promise.all(
      files.map(async (path) => {
        const source = await readFile(join(repositoryRoot, path), "utf8");
        return variablesRead(source)
          .filter((name) => !explained.has(name))
          .map((name) => `.env.example does not explain ${name}, which ${path} reads`);
      }),
    );
    return problems.flat();
  },
};
