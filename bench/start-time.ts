import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findFreePorts } from "@pulse/scripts/lib/ports";
import { repositoryRoot } from "@pulse/scripts/lib/repository";
import { toolEnvironment } from "@pulse/scripts/lib/tool-environment";
import { waitUntil } from "@pulse/scripts/lib/wait-until";
import { type BenchRow, median } from "./lib/bench-row.ts";

const execute = promisify(execFile);
const secondStarts = 3;

/** `make start` from a fresh clone of what is committed, with this machine's package cache, and again after it. */
export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "pulse-start-"));
  const clone = join(folder, "pulse");
  try {
    await execute("git", ["clone", "--quiet", repositoryRoot, clone]);
    const freshS = await startS(clone);
    const againS: number[] = [];
    for (let round = 0; round < secondStarts; round += 1) againS.push(await startS(clone));
    return [
      { name: "make start, fresh clone to a usable page", value: freshS, unit: "s", goal: "< 120" },
      { name: "make start, second start", value: median(againS), unit: "s", goal: "< 15" },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds from the command to the first whole page; everything is stopped again before it returns. */
async function startS(clone: string): Promise<number> {
  const [port = 0, mailboxPort = 0] = await findFreePorts(2);
  const startedAt = performance.now();
  const make = spawn("sh", ["scripts/run.sh", "scripts/start.ts"], {
    cwd: clone,
    env: {
      ...withoutOwnTools(),
      PORT: String(port),
      MAILBOX_PORT: String(mailboxPort),
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [make.stdout, make.stderr]) stream.on("data", (text) => (output += text));
  const hasEnded = () => make.exitCode !== null;
  const isReady = () => output.includes("Pulse is ready");
  await waitUntil(() => isReady() || hasEnded(), { timeoutMs: 600_000 });
  if (!isReady()) throw new Error(`make start failed:\n${output.slice(-2_000)}`);
  const page = await fetch(`http://127.0.0.1:${port}/`);
  await page.text();
  const seconds = (performance.now() - startedAt) / 1000;
  await stop(make);
  if (page.status !== 200) throw new Error(`the page answered ${page.status}`);
  return seconds;
}

/** As on a machine that has only the system's Node: ours is first on the PATH while a bench runs. */
function withoutOwnTools(): NodeJS.ProcessEnv {
  const environment = toolEnvironment();
  const folders = (environment["PATH"] ?? "").split(":");
  const PATH = folders.filter((path) => !path.includes("node_modules")).join(":");
  const own = Object.keys(environment).filter((name) => name.startsWith("npm_"));
  return { ...environment, PATH, ...Object.fromEntries(own.map((name) => [name, undefined])) };
}

async function stop(make: ChildProcess): Promise<void> {
  make.kill("SIGTERM");
  await waitUntil(() => make.exitCode !== null || make.signalCode !== null, { timeoutMs: 60_000 });
}
