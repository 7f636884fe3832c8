import { type SimulatorOptions } from "./start-simulators.ts";

const names = {
  openai: "SIMULATOR_OPENAI_PORT",
  anthropic: "SIMULATOR_ANTHROPIC_PORT",
  google: "SIMULATOR_GOOGLE_PORT",
} as const;

/** Ports from `SIMULATOR_<NAME>_PORT` (absent: a free one), the host from `SIMULATOR_HOST`. Throws for a bad port. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): SimulatorOptions {
  const host = environment["SIMULATOR_HOST"] ?? "127.0.0.1";
  const port = (name: string) => {
    const value = Number(environment[name] ?? 0);
    if (!Number.isInteger(value) || value < 0 || value > 65_535)
      throw new Error(`${name} must be a port number`);
    return value;
  };
  return {
    host,
    ports: {
      openai: port(names.openai),
      anthropic: port(names.anthropic),
      google: port(names.google),
    },
  };
}
