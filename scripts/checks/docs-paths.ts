import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { projectFiles, repositoryRoot } from "../lib/repository.ts";
import { type Check } from "./check.ts";

const topFolders = "apps|packages|scripts|docs|docker|bench|tests|\\.github|\\.ci";
const repositoryPath = new RegExp(`^(?:${topFolders})/[\\w@.()[\\]/-]+$`);

interface Mention {
  line: number;
  path: string;
}

/** Paths that a Markdown text names: repository paths in code spans, and targets of relative links. */
export function mentionedPaths(markdown: string, folder: string): Mention[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, (fence) => fence.replace(/[^\n]/g, " "));
  return prose.split("\n").flatMap((text, index) => {
    const spans = [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
    const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map((match) => match[1] ?? "");
    const paths = [
      ...spans.filter((span) => repositoryPath.test(span)),
      ...links
        .filter((link) => !/^[a-z]+:/i.test(link))
        .map((link) => normalize(join(folder, link))),
    ];
    return paths.map((path) => ({ line: index + 1, path }));
  });
}

/** Documents name only paths that exist. */
export const docsPaths: Check = {
  name: "docs paths",
  async findProblems() {
    const documents = await projectFiles("*.md", "**/*.md");
    const problems = await Promise.all(
      documents.map(async (document) => {
        if (!existsSync(join(repositoryRoot, document))) return [];
        const markdown = await readFile(join(repositoryRoot, document), "utf8");
        return mentionedPaths(markdown, dirname(document))
          .filter(({ path }) => !existsSync(join(repositoryRoot, path)))
          .map(({ line, path }) => `${document}:${line}: ${path} does not exist`);
      }),
    );
    return problems.flat();
  },
};
