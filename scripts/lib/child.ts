import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { waitUntil } from "./wait-until.ts";

export interface Identity {
  uid: number;
  gid: number;
  /** Whether folders closed to this user stay open to the child, such as a checkout below `/root`. */
  crossesClosedFolders: boolean;
}

export interface ChildOptions {
  name: string;
  command: string;
  commandArguments: string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  log: (line: string) => void;
  /** The user to run as; only root can choose. */
  identity?: Identity;
  /** Sent to the child if we die without stopping it; SIGTERM unless said. */
  deathSignal?: "TERM" | "INT";
}

/** Sends a signal to the child when its parent dies, so that `kill -9` of us orphans nothing. */
const deathWatch = "/usr/bin/setpriv";

/**
 * Starts a child in a process group of its own: the terminal's Ctrl-C reaches only us, and we stop the
 * parts in order. Its output goes to `log` line by line.
 */
export function startChild(options: ChildOptions): ChildProcess {
  const hasDeathWatch = process.platform === "linux" && existsSync(deathWatch);
  const prefix = hasDeathWatch ? [deathWatch, "--pdeathsig", options.deathSignal ?? "TERM"] : [];
  const [command = options.command, ...commandArguments] = [
    ...prefix,
    ...identityArguments(options.identity, hasDeathWatch),
    options.command,
    ...options.commandArguments,
  ];
  const spawnOptions: SpawnOptions = {
    cwd: options.cwd,
    env: options.environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(hasDeathWatch || options.identity === undefined
      ? {}
      : { uid: options.identity.uid, gid: options.identity.gid }),
  };
  const child = spawn(command, commandArguments, spawnOptions);
  child.once("error", (error) => options.log(error.message));
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface({ input: stream }).on("line", options.log);
  return child;
}

function identityArguments(identity: ChildOptions["identity"], hasDeathWatch: boolean): string[] {
  if (identity === undefined || !hasDeathWatch) return [];
  // Without the secure bit access(2), which PostgreSQL asks about its own programs, would forget the capability.
  const capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const closedFolders = [...capability, "--securebits=+no_setuid_fixup"];
  return [
    `--reuid=${identity.uid}`,
    `--regid=${identity.gid}`,
    "--clear-groups",
    ...(identity.crossesClosedFolders ? closedFolders : []),
  ];
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/** Signals a child's whole group; a group that is gone is no error. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

/** Asks a child to end, waits, and kills its whole group when it does not. */
export async function stopChild(
  child: ChildProcess,
  options: { signal?: NodeJS.Signals; timeoutMs: number },
): Promise<void> {
  if (!hasExited(child)) {
    child.kill(options.signal ?? "SIGTERM");
    await waitUntil(() => hasExited(child), { timeoutMs: options.timeoutMs, intervalMs: 20 });
  }
  // Also reaches what a crashed child left behind in its group.
  signalGroup(child, "SIGKILL");
  await waitUntil(() => hasExited(child), { timeoutMs: 5_000, intervalMs: 20 });
}
