import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack } from "@pulse/scripts/lib/stack";
import { toolEnvironment } from "@pulse/scripts/lib/tool-environment";
import { type TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The public origin of the stack that browser tests share. */
    origin: string;
    mailboxUrl: string;
    simulatorUrl: string;
    internalApiUrl: string;
  }
}

/** Starts a whole throw-away Pulse, built web app included, on free ports; its data goes with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), "pulse-stack-"));
  await chmod(dataFolder, 0o755);
  stack.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const pulse = stack.use(
    await startStack({
      dataFolder,
      ports: "free",
      web: "built",
      isDurable: false,
      environment: { ...toolEnvironment(), LOG_LEVEL: "warn" },
      log: (line) => process.stderr.write(`${line}\n`),
    }),
  );
  project.provide("origin", pulse.url);
  project.provide("mailboxUrl", pulse.mailboxUrl ?? "");
  project.provide("simulatorUrl", pulse.simulators.openai ?? "");
  project.provide("internalApiUrl", pulse.internalApiUrl);
  const running = stack.move();
  return () => running.disposeAsync();
}
