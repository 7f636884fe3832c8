import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Stack, type StackOptions, startStack } from "@pulse/scripts/lib/stack";
import { toolEnvironment } from "@pulse/scripts/lib/tool-environment";

/** A stack of a test's own, for what dies in it must not take other tests along. It and its data end with `resources`. */
export async function startOwnStack(
  resources: AsyncDisposableStack,
  web: StackOptions["web"],
): Promise<Stack> {
  const dataFolder = await mkdtemp(join(tmpdir(), "pulse-faults-"));
  await chmod(dataFolder, 0o755);
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const environment = { ...toolEnvironment(), LOG_LEVEL: "error" };
  const options = { dataFolder, web, environment, isDurable: false, log: () => {} };
  return resources.use(await startStack({ ...options, ports: "free" }));
}
