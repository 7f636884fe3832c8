import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { namedColour } from "../lint/token-colours.ts";
import { physicalUtility } from "../lint/logical-directions.ts";
import { projectFiles, repositoryRoot } from "../lib/repository.ts";
import { type Check } from "./check.ts";

/** The one stylesheet that may name colours. */
export const tokenFile = "apps/web/src/app/tokens.css";

const physicalProperty =
  /^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:/;
const physicalValue = /^\s*(?:text-align|float|clear)\s*:\s*(?:left|right)\b/;

/** Physical directions and, outside the token file, colours in one stylesheet. */
export function styleProblems(path: string, css: string): string[] {
  const withoutComments = css.replace(/\/\*[\s\S]*?\*\//g, (text) => text.replace(/[^\n]/g, " "));
  return withoutComments.split("\n").flatMap((line, index) => {
    const at = `${path}:${index + 1}`;
    const declaration = line.replace(/^.*\{/, "");
    const applied = /@apply\s+([^;]+)/.exec(line)?.[1] ?? "";
    const problems: string[] = [];
    if (physicalProperty.test(declaration) || physicalValue.test(declaration))
      problems.push(`${at}: physical direction: ${declaration.trim()}`);
    if (physicalUtility(applied) !== null) problems.push(`${at}: ${physicalUtility(applied)}`);
    const value = declaration.slice(declaration.indexOf(":") + 1);
    if (path !== tokenFile && declaration.includes(":") && namedColour(value) !== null)
      problems.push(`${at}: names the colour ${namedColour(value)}: use a token`);
    return problems;
  });
}

export const styles: Check = {
  name: "styles",
  async findProblems() {
    const sheets = await projectFiles("apps/web/**/*.css");
    const problems = await Promise.all(
      sheets.map(async (path) =>
        styleProblems(path, await readFile(join(repositoryRoot, path), "utf8")),
      ),
    );
    return problems.flat();
  },
};
