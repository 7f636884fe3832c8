import { Problem } from "./problem.ts";
import { runCommand } from "./run-command.ts";

/**
 * Builds the web app when its sources changed since the last build; turbo knows by their hash and otherwise
 * leaves or restores what was built. Throws a Problem with the end of the build's output.
 */
export async function buildWeb(log: (line: string) => void): Promise<void> {
  const result = await runCommand(
    "turbo",
    ["run", "build", "--filter=@pulse/web", "--output-logs=errors-only", "--log-order=stream"],
    {
      environment: {
        TURBO_TELEMETRY_DISABLED: "1",
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_ENV: "production",
      },
    },
  );
  if (result.exitCode === 0) return;
  for (const line of result.output.trim().split("\n").slice(-40)) log(`web      ${line}`);
  throw new Problem("the web app could not be built: see the lines above");
}
