import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { repositoryRoot } from "./repository.ts";

export interface CommandResult {
  exitCode: number;
  output: string;
  durationMs: number;
}

/**
 * Runs a tool of the workspace and gathers what it prints. Never throws for a failing tool: a command that
 * cannot be started has exit code 127.
 */
export async function runCommand(
  command: string,
  commandArguments: string[],
  options: { environment?: NodeJS.ProcessEnv; onOutput?: (text: string) => void } = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  const child = spawn(command, commandArguments, {
    cwd: repositoryRoot,
    env: { ...withTools(process.env), ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      options.onOutput?.(text);
    });
  }
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once("error", (error) => {
    output += error.message;
    resolve(127);
  });
  child.once("close", (code) => resolve(code ?? 1));
  return { exitCode: await promise, output, durationMs: performance.now() - startedAt };
}

/** The environment with the workspace's tools and its own Node first on the PATH. */
export function withTools(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const tools = join(repositoryRoot, "node_modules/.bin");
  return { ...environment, PATH: `${tools}${delimiter}${environment["PATH"] ?? ""}` };
}
