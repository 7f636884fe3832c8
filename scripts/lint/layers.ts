import { relative, resolve, dirname, sep } from "node:path";
import { type Rule, type SyntaxNode } from "./rule.ts";

/** What each part may import from the workspace; `docs/architecture.md` draws the same picture. */
const mayImport: Record<string, readonly string[]> = {
  "packages/contracts": [],
  "packages/runtime": ["contracts"],
  "packages/db": ["contracts"],
  "packages/simulators": ["contracts"],
  "packages/platform": ["contracts", "runtime", "db"],
  "packages/studio": ["contracts", "runtime", "db", "platform"],
  "apps/web": ["contracts"],
  "apps/gateway": ["contracts", "runtime"],
  "apps/api": ["contracts", "runtime", "db", "platform", "studio"],
  "apps/worker": ["contracts", "runtime", "db", "platform", "studio"],
  scripts: ["contracts", "runtime", "db", "platform", "simulators"],
};

/** Tests and benches may also use the stand-ins for outside services. */
const testsMayImport: ReadonlySet<string> = new Set(["simulators"]);

function partOf(path: string): string {
  const [top = "", name = ""] = path.split(sep);
  return top === "apps" || top === "packages" ? `${top}/${name}` : top;
}

/** Returns why a file may not import a specifier, or null when it may. Paths are relative to the repository. */
export function layerProblem(file: string, specifier: string): string | null {
  const part = partOf(file);
  if (specifier.startsWith(".")) {
    const target = partOf(relative(".", resolve(dirname(file), specifier)));
    if (target === part) return null;
    return `${part} reaches into ${target} by a relative path: import it by its package name.`;
  }
  const imported = /^@pulse\/([a-z-]+)/.exec(specifier)?.[1];
  const allowed = mayImport[part];
  if (imported === undefined || allowed === undefined) return null;
  const isTest = /\.test\.tsx?$/.test(file);
  if (allowed.includes(imported) || (isTest && testsMayImport.has(imported))) return null;
  return `${part} may not import @pulse/${imported}: imports point down (${allowed.join(", ") || "nothing"}).`;
}

/** Imports point down: contracts <- runtime, db <- platform <- studio <- apps. */
export const layers: Rule = {
  create(context) {
    const file = relative(context.cwd, context.filename);
    const inspect = (node: SyntaxNode) => {
      const source = node["source"] as { value?: unknown } | null;
      if (typeof source?.value !== "string") return;
      const message = layerProblem(file, source.value);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: inspect,
      ExportNamedDeclaration: inspect,
      ExportAllDeclaration: inspect,
      ImportExpression: inspect,
    };
  },
};
