import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFiles, repositoryRoot } from "../lib/repository.ts";
import { type Check } from "./check.ts";

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Problems in the `catalog:` block of `pnpm-workspace.yaml`: every version is exact. */
export function unpinnedVersions(workspaceYaml: string): string[] {
  const block = /^catalog:\n((?: {2}.*\n|\n)*)/m.exec(workspaceYaml)?.[1] ?? "";
  return block.split("\n").flatMap((line) => {
    const [, name, version] = /^ {2}"?([^":]+)"?:\s*"?([^"#\s]+)/.exec(line) ?? [];
    if (name === undefined || version === undefined || exact.test(version)) return [];
    return [`pnpm-workspace.yaml: ${name} is ${version}, not an exact version`];
  });
}

/** Problems in one `package.json`: versions live in the catalogue, our own packages in the workspace. */
export function dependenciesOutsideCatalogue(path: string, text: string): string[] {
  const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
  const groups = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  return groups.flatMap((group) =>
    Object.entries(manifest[group] ?? {}).flatMap(([name, version]) => {
      const expected = name.startsWith("@pulse/") ? "workspace:*" : "catalog:";
      return version === expected ? [] : [`${path}: ${name} is "${version}", not "${expected}"`];
    }),
  );
}

export const cataloguePins: Check = {
  name: "catalogue pins",
  async findProblems() {
    const workspaceYaml = await readFile(join(repositoryRoot, "pnpm-workspace.yaml"), "utf8");
    const manifests = await projectFiles("package.json", "**/package.json");
    const perManifest = await Promise.all(
      manifests.map(async (path) =>
        dependenciesOutsideCatalogue(path, await readFile(join(repositoryRoot, path), "utf8")),
      ),
    );
    return [...unpinnedVersions(workspaceYaml), ...perManifest.flat()];
  },
};
