import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createDatabase } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { grantQuota } from "@pulse/platform/quota/grant-quota";
import { type Service } from "@pulse/scripts/lib/service";
import { startStack } from "@pulse/scripts/lib/stack";
import { toolEnvironment } from "@pulse/scripts/lib/tool-environment";
import { waitUntil } from "@pulse/scripts/lib/wait-until";
import { signIn } from "@pulse/tests/lib/visitor";
import { type Load, type LoadReport } from "./load.ts";
import { variableOf } from "./process-figures.ts";

export interface Target {
  url: string;
  pid: number;
}

/** The whole product with an instant provider, and the floor in front of the same provider. */
export interface GatewayStand extends AsyncDisposable {
  /** Ends the gateway's process and waits for the next, so that no figure inherits another's memory. */
  freshGateway(): Promise<Target>;
  floor: Target;
  /** Where the provider tells which calls it has seen, under `/_sim/calls`. */
  upstreamOrigin: string;
  /** A program's key in a workspace that cannot run dry. */
  key: string;
}

const execute = promisify(execFile);

/** Starts everything on free ports, each party in a process of its own. */
export async function startGatewayStand(): Promise<GatewayStand> {
  await using stack = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), "pulse-gateway-bench-"));
  await chmod(dataFolder, 0o755);
  stack.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const simulator = stack.use(
    await startProgram(fileURLToPath(import.meta.resolve("@pulse/simulators/main"))),
  );
  const upstream = simulator.firstLine.split(" ").at(-1) ?? "";
  const pulse = stack.use(
    await startStack({
      dataFolder,
      ports: "free",
      web: "none",
      isDurable: false,
      environment: {
        ...toolEnvironment(),
        LOG_LEVEL: "warn",
        OPENAI_API_KEY: "simulated",
        OPENAI_BASE_URL: upstream,
        GATEWAY_RUNNING_PER_WORKSPACE_MAX: "4000",
      },
      log: (line) => console.error(line),
    }),
  );
  const floorFile = join(import.meta.dirname, "floor-proxy.ts");
  const floor = stack.use(await startProgram(floorFile, new URL(upstream).origin));
  const key = await newKey({ origin: pulse.url, mailboxUrl: pulse.mailboxUrl ?? "" }, pulse);
  const running = stack.move();
  return {
    freshGateway: () => restart(pulse.services.gateway),
    upstreamOrigin: new URL(upstream).origin,
    floor: { pid: floor.pid, url: floor.firstLine },
    key,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function restart(service: Service): Promise<Target> {
  const former = service.pid();
  service.kill("SIGKILL");
  const isReplaced = () => Promise.resolve(![null, former].includes(service.pid()));
  await waitUntil(isReplaced, { timeoutMs: 30_000 });
  await service.untilReady();
  const pid = service.pid() ?? 0;
  return { pid, url: `http://127.0.0.1:${await variableOf(pid, "GATEWAY_PORT")}` };
}

/** Runs a load in its own process. Throws when a call was refused. */
export async function sendLoad(load: Load): Promise<LoadReport> {
  const file = join(import.meta.dirname, "gateway-load.ts");
  const { stdout } = await execute(process.execPath, [file, JSON.stringify(load)]);
  const report = JSON.parse(stdout) as LoadReport;
  if (report.failures > 0) throw new Error(`${report.failures} of ${report.requests} calls failed`);
  return report;
}

async function newKey(
  places: { origin: string; mailboxUrl: string },
  { databaseUrl }: { databaseUrl: string },
): Promise<string> {
  const visitor = await signIn(places);
  const created = await visitor.send("POST", "/api/v1/api-keys", { body: { name: "bench" } });
  const { key } = (await created.json()) as { key: string };
  await using database = await createDatabase({ url: databaseUrl, poolMax: 1 });
  const workspaceId = visitor.me.workspace.id;
  const allowance = { tokens: 2_000_000_000, images: 0, videos: 0 };
  const now = new Date();
  const grant = { workspaceId, source: "adjustment", reference: "bench", allowance } as const;
  await withWorkspace(database, workspaceId, (transaction) =>
    grantQuota(transaction, { ...grant, startsAt: now, expiresAt: null }, now),
  );
  return key;
}

interface Program extends AsyncDisposable {
  pid: number;
  /** What it said when it was ready. */
  firstLine: string;
}

async function startProgram(file: string, ...programArguments: string[]): Promise<Program> {
  const child: ChildProcess = spawn(process.execPath, [file, ...programArguments], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const [firstLine] = (await once(lines, "line")) as [string];
  return {
    pid: child.pid ?? 0,
    firstLine,
    async [Symbol.asyncDispose]() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
