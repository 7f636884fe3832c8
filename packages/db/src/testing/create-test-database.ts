import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { createDatabase, type Database } from "../client.ts";
import { migrate, migrationsDigest } from "../migrate.ts";
import { ensureRoles } from "../roles.ts";
import { testPostgresUrl } from "./config.ts";
import { startPostgres, type PostgresServer } from "./start-postgres.ts";

export interface TestDatabase extends AsyncDisposable {
  /** Opened as the app role, as a service would. */
  database: Database;
  ownerUrl: string;
  appUrl: string;
}

const passwords = { ownerPassword: "owner", appPassword: "app" };
/** Held while the template is made, so that suites in several processes migrate it once. */
const templateLock = 7_267_003;

/**
 * Makes an empty, migrated database of the suite's own by copying a template that is migrated once per run.
 * Uses the PostgreSQL of `TEST_POSTGRES_URL`, or starts one that stops with the last database of the process.
 */
export async function createTestDatabase(
  options: { poolMax?: number } = {},
): Promise<TestDatabase> {
  const server = await acquireServer();
  try {
    const template = await ensureTemplate(server.url);
    const name = `test_${randomBytes(8).toString("hex")}`;
    await asSuperuser(server.url, async (client) => {
      await client.query(
        `CREATE DATABASE ${name} TEMPLATE ${template} OWNER pulse_owner STRATEGY FILE_COPY`,
      );
      await client.query(`GRANT CONNECT ON DATABASE ${name} TO pulse_app`);
    });
    const ownerUrl = urlOf(server.url, "pulse_owner", passwords.ownerPassword, name);
    const appUrl = urlOf(server.url, "pulse_app", passwords.appPassword, name);
    const database = await createDatabase({ url: appUrl, poolMax: options.poolMax ?? 10 });
    return {
      database,
      ownerUrl,
      appUrl,
      async [Symbol.asyncDispose]() {
        await database[Symbol.asyncDispose]();
        await asSuperuser(server.url, (client) =>
          client.query(`DROP DATABASE ${name} WITH (FORCE)`),
        );
        await releaseServer();
      },
    };
  } catch (error) {
    await releaseServer();
    throw error;
  }
}

async function ensureTemplate(url: string): Promise<string> {
  const digest = await migrationsDigest();
  const template = `pulse_template_${digest.slice(0, 16)}`;
  await asSuperuser(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [templateLock]);
    const roles = await ensureRoles({ superuserUrl: url, database: template, ...passwords });
    await migrate({ ownerUrl: roles.ownerUrl });
  });
  return template;
}

async function asSuperuser<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(superuserUrl: string, role: string, password: string, database: string): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}

let ownServer: { starting: Promise<PostgresServer>; users: number } | undefined;

async function acquireServer(): Promise<{ url: string }> {
  if (testPostgresUrl !== null) return { url: testPostgresUrl };
  ownServer ??= { starting: startPostgres(), users: 0 };
  ownServer.users += 1;
  return ownServer.starting;
}

async function releaseServer(): Promise<void> {
  if (ownServer === undefined) return;
  ownServer.users -= 1;
  if (ownServer.users > 0) return;
  const { starting } = ownServer;
  ownServer = undefined;
  const server = await starting;
  await server[Symbol.asyncDispose]();
}
