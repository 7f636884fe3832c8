import { existsSync } from "node:fs";
import { join } from "node:path";
import { cataloguePins } from "./checks/catalogue-pins.ts";
import { type Check } from "./checks/check.ts";
import { docsPaths } from "./checks/docs-paths.ts";
import { environment } from "./checks/environment.ts";
import { messages } from "./checks/messages.ts";
import { styles } from "./checks/styles.ts";
import { repositoryRoot } from "./lib/repository.ts";
import { runCommand } from "./lib/run-command.ts";

interface Result {
  name: string;
  isGreen: boolean;
  output: string;
  durationMs: number;
}

/** Tools from outside, as command lines. */
const tools: [name: string, command: string, ...commandArguments: string[]][] = [
  ["format", "oxfmt", "--check", "."],
  ["lint", "oxlint", "--quiet"],
  ["types", "tsc", "--noEmit", "-p", "."],
  ["types: web", "tsc", "--noEmit", "-p", "apps/web"],
  ["dead code", "knip", "--no-progress"],
];
const checks: Check[] = [messages, styles, environment, docsPaths, cataloguePins];

async function runTool(name: string, command: string, rest: string[]): Promise<Result> {
  const { exitCode, output, durationMs } = await runCommand(command, rest);
  return { name, isGreen: exitCode === 0, output, durationMs };
}

async function runCheck(check: Check): Promise<Result> {
  const startedAt = performance.now();
  const problems = await check.findProblems();
  const durationMs = performance.now() - startedAt;
  const isGreen = problems.length === 0;
  return { name: check.name, isGreen, output: problems.join("\n"), durationMs };
}

async function generateClientWhenMissing(): Promise<Result[]> {
  if (existsSync(join(repositoryRoot, "packages/db/src/generated/client.ts"))) return [];
  const result = await runTool("generate", process.execPath, ["scripts/generate.ts"]);
  return result.isGreen ? [] : [result];
}

const results = [
  ...(await generateClientWhenMissing()),
  ...(await Promise.all([
    ...tools.map(([name, command, ...rest]) => runTool(name, command, rest)),
    ...checks.map(runCheck),
  ])),
];

for (const { name, isGreen, output } of results)
  if (!isGreen) console.error(`\n── ${name}\n${output.trim()}`);
console.log("");
for (const { name, isGreen, durationMs } of results)
  console.log(
    `${isGreen ? "ok  " : "FAIL"}  ${name.padEnd(16)} ${(durationMs / 1000).toFixed(1)} s`,
  );

const failed = results.filter((result) => !result.isGreen).length;
console.log(failed === 0 ? "\nverify: all green" : `\nverify: ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
