import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "./generate.ts";
import { ensureChromiumLibraries } from "./lib/chromium-libraries.ts";
import { runMain } from "./lib/problem.ts";
import { runCommand } from "./lib/run-command.ts";
import { toolEnvironment } from "./lib/tool-environment.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The fields of Vitest's JSON report that are counted. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

const print = (text: string) => process.stdout.write(text);

async function runVerify(): Promise<Tally> {
  const { exitCode } = await runCommand(process.execPath, ["scripts/verify.ts"], {
    onOutput: print,
  });
  return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
}

/** Runs one Vitest configuration. A run that breaks without a failed test counts as one failure. */
async function runVitest(configuration: string, folder: string): Promise<Tally> {
  const reportPath = join(folder, "report.json");
  await rm(reportPath, { force: true });
  const { exitCode } = await runCommand(
    "vitest",
    [
      "run",
      `--config=${configuration}`,
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${reportPath}`,
    ],
    { environment: toolEnvironment(), onOutput: print },
  );
  const text = await readFile(reportPath, "utf8").catch(() => null);
  const report: Partial<Report> = text === null ? {} : (JSON.parse(text) as Report);
  const failed = report.numFailedTests ?? 0;
  return {
    passed: report.numPassedTests ?? 0,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests ?? 0,
  };
}

await runMain(async () => {
  const folder = await mkdtemp(join(tmpdir(), "pulse-report-"));
  try {
    await generate();
    await ensureChromiumLibraries();
    // One after the other: they share the machine, and each wants it whole.
    const tallies = [
      await runVerify(),
      await runVitest("vitest.config.ts", folder),
      await runVitest("tests/vitest.config.ts", folder),
    ];
    const sum = (field: keyof Tally) => tallies.reduce((total, tally) => total + tally[field], 0);
    const skipped = sum("skipped") === 0 ? "" : `, ${sum("skipped")} skipped`;
    process.exitCode = sum("failed") === 0 ? 0 : 1;
    console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
