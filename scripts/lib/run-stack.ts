import { existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository.ts";
import { startStack, type Stack, type StackOptions } from "./stack.ts";
import { embeddedParts } from "./embedded-parts.ts";

/** Runs Pulse until it is told to stop: starts everything, says where it is, waits for a signal, drains. */
export async function runStack(web: StackOptions["web"]): Promise<void> {
  const startedAt = performance.now();
  const environmentFile = join(repositoryRoot, ".env");
  if (existsSync(environmentFile)) process.loadEnvFile(environmentFile);
  // Whoever reads our output may leave before us; that is no reason to die in mid-drain.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const stopped = untilStopped();
  const starting = startStack({
    dataFolder: join(repositoryRoot, ".pulse"),
    ports: "documented",
    web,
    isDurable: true,
    environment: process.env,
    log: (line) => console.log(line),
  });
  // A signal during the start still waits for it, so that there is one way of stopping: in order.
  await using stack = await starting;
  console.log(summary(stack, performance.now() - startedAt));
  await stopped;
  console.log("\nPulse is stopping: running answers are finished or saved");
}

function summary(stack: Stack, durationMs: number): string {
  const { simulated } = embeddedParts(process.env);
  const simulators = simulated.map(
    (name) => `  simulator  ${name.padEnd(9)} ${stack.simulators[name]}`,
  );
  const metrics = Object.entries(stack.metricsUrls).map(
    ([name, url]) => `  metrics    ${name.padEnd(9)} ${url}`,
  );
  return [
    "",
    `Pulse is ready: ${stack.url}`,
    ...(stack.mailboxUrl === null ? [] : [`Mailbox: ${stack.mailboxUrl}`]),
    ...simulators,
    ...metrics,
    `  started in ${(durationMs / 1000).toFixed(1)} s; Ctrl-C stops everything`,
    "",
  ].join("\n");
}

/** `make` passes a signal on that its whole group already got: the same wish, not a second one. */
const sameSignalWithinMs = 1_000;

/** Resolves at the first signal; a second one ends the process at once, and its children with it. */
function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let firstAt: number | null = null;
  const onSignal = () => {
    const now = performance.now();
    firstAt ??= now;
    resolve();
    if (now - firstAt > sameSignalWithinMs) process.kill(process.pid, "SIGKILL");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  return promise;
}
