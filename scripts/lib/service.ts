import { type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { hasExited, signalGroup, startChild, stopChild } from "./child.ts";
import { formatLogLine } from "./format-log.ts";
import { Problem } from "./problem.ts";
import { answers, waitUntil } from "./wait-until.ts";

export interface ServiceOptions {
  name: string;
  /** Arguments of Node: the program and its own arguments. */
  nodeArguments: string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  /** Answers 2xx when the service is ready to serve. */
  readyUrl: string;
  startTimeoutMs?: number;
  stopTimeoutMs: number;
  log: (line: string) => void;
}

/** One of the product's processes, kept alive: when it dies it is started again, at growing intervals. */
export interface Service extends AsyncDisposable {
  name: string;
  /** Of the present process; null between two. */
  pid(): number | null;
  /** Signals the present process; the service comes back by itself. */
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the service is ready, which after a kill means the next process. */
  untilReady(): Promise<void>;
}

const restartDelayMsMin = 250;
const restartDelayMsMax = 10_000;
/** A process that lived so long was healthy: the next restart is quick again. */
const healthyAfterMs = 30_000;

/** Starts a service and waits until it is ready. Throws a Problem with its last line when it cannot start. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const stopping = new AbortController();
  const lastLines: string[] = [];
  const launch = () =>
    startChild({
      name: options.name,
      command: process.execPath,
      commandArguments: options.nodeArguments,
      cwd: options.cwd,
      environment: options.environment,
      log: (line) => {
        const text = formatLogLine(line);
        lastLines.splice(0, lastLines.length - 30);
        lastLines.push(text);
        options.log(`${options.name.padEnd(8)} ${text}`);
      },
    });

  let child = launch();
  const timeoutMs = options.startTimeoutMs ?? 60_000;
  const isReady = () => answers(options.readyUrl);
  await waitUntil(async () => hasExited(child) || (await isReady()), { timeoutMs });
  if (hasExited(child) || !(await isReady().catch(() => false))) {
    await stopChild(child, { timeoutMs: 1_000 });
    throw new Problem(`${options.name} did not start: ${reasonIn(lastLines)}`);
  }
  const kept = keepAlive(options, stopping.signal, child, () => (child = launch()));

  return {
    name: options.name,
    pid: () => (hasExited(child) ? null : (child.pid ?? null)),
    kill: (signal) => signalGroup(child, signal),
    async untilReady() {
      if (await waitUntil(async () => !hasExited(child) && (await isReady()), { timeoutMs }))
        return;
      throw new Problem(`${options.name} is not ready after ${timeoutMs / 1000} s`);
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await stopChild(child, { timeoutMs: options.stopTimeoutMs });
      await kept;
    },
  };
}

/** The line that says why: the first that names an error, else the last one. */
function reasonIn(lines: string[]): string {
  const said = lines.map((line) => line.trim()).filter((line) => line !== "");
  return said.find((line) => /error|cannot/i.test(line)) ?? said.at(-1) ?? "it said nothing";
}

async function keepAlive(
  options: ServiceOptions,
  stopping: AbortSignal,
  first: ChildProcess,
  launch: () => ChildProcess,
): Promise<void> {
  let child = first;
  let delayMs = restartDelayMsMin;
  while (true) {
    const startedAt = performance.now();
    const ended = await exitOf(child);
    if (stopping.aborted) return;
    // What a crashed process started ends with it.
    signalGroup(child, "SIGKILL");
    if (performance.now() - startedAt > healthyAfterMs) delayMs = restartDelayMsMin;
    options.log(`${options.name.padEnd(8)} ended (${ended}); starting it again in ${delayMs} ms`);
    await sleep(delayMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    delayMs = Math.min(delayMs * 2, restartDelayMsMax);
    child = launch();
  }
}

/** Resolves with the exit code or the signal's name. */
function exitOf(child: ChildProcess): Promise<string> {
  if (hasExited(child)) return Promise.resolve(String(child.exitCode ?? child.signalCode));
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  return promise;
}
