import { ConfigurationError } from "./config.ts";
import { type Logger } from "./logger.ts";

const signals = ["SIGTERM", "SIGINT"] as const;

/**
 * Runs a service until it is told to stop: `start` puts everything it opens on the stack, which is
 * disposed in reverse order after the first signal. A second signal ends the process at once, and so does
 * a drain that takes longer than `drainMsMax`. A wrong setting or a taken port is one line on standard
 * error and exit code 1; an error that nobody caught is logged, and the service drains.
 */
export async function runService(
  start: (stack: AsyncDisposableStack) => Promise<{ logger: Logger; drainMsMax: number }>,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const stopped = untilStopped();
  try {
    const { logger, drainMsMax } = await start(stack);
    logger.info("ready");
    const reason = await stopped;
    logger.info({ reason: String(reason) }, "draining");
    if (reason instanceof Error) {
      logger.fatal({ error: reason }, "an error that nobody caught");
      process.exitCode = 1;
    }
    setTimeout(() => process.kill(process.pid, "SIGKILL"), drainMsMax).unref();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${describeStartFailure(error)}\n`);
  }
}

function untilStopped(): Promise<NodeJS.Signals | Error> {
  return new Promise((resolve) => {
    // `once`: with no listener left, a second signal has its default effect and ends the process.
    for (const signal of signals) process.once(signal, () => resolve(signal));
    process.on("uncaughtException", (error) => resolve(error));
  });
}

function describeStartFailure(error: unknown): string {
  if (error instanceof ConfigurationError) return `cannot start: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
