import { once } from "node:events";
import { readConfig } from "./config.ts";
import { startSimulators } from "./start-simulators.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

try {
  await using simulators = await startSimulators(readConfig());
  for (const name of ["openai", "anthropic", "google"] as const)
    process.stdout.write(`simulator ${name} ${simulators[name].baseUrl}\n`);
  await once(stopping.signal, "abort");
} catch (error) {
  process.stderr.write(`simulators: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
