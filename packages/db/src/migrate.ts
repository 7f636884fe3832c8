import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { startSchemaEngine } from "./schema-engine.ts";

const migrationsFolder = new URL("../prisma/migrations/", import.meta.url);
const lockFile = "migration_lock.toml";
/** Held while migrations are applied, so that two starters do not race. */
const migrateLock = 7_267_002;

interface Migration {
  name: string;
  sql: string;
}

/**
 * Applies what is missing of `prisma/migrations` as the owner role and returns the names applied; when
 * nothing is missing it answers after one query, without starting the engine.
 * Throws when an applied migration was edited since. A migration that fails or is cut off leaves nothing
 * behind and is tried again the next time.
 */
export async function migrate(options: { ownerUrl: string }): Promise<string[]> {
  const migrations = await readMigrations();
  const client = new Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrateLock]);
    const history = await readHistory(client);
    if (isUpToDate(history, migrations)) return [];
    return await applyMigrations(options.ownerUrl, migrations, history);
  } finally {
    await client.end();
  }
}

/** A digest of every migration: two trees with the same digest make the same database. */
export async function migrationsDigest(): Promise<string> {
  const hash = createHash("sha256");
  for (const migration of await readMigrations())
    hash.update(`${migration.name}\n${migration.sql}\n`);
  return hash.digest("hex");
}

async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const read = names.toSorted().map(async (name) => ({
    name,
    sql: await readFile(new URL(`${name}/migration.sql`, migrationsFolder), "utf8"),
  }));
  return Promise.all(read);
}

interface HistoryRow {
  name: string;
  checksum: string;
  finished: boolean;
}

async function readHistory(client: Client): Promise<HistoryRow[]> {
  const table = await client.query(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exists",
  );
  if (!table.rows[0].exists) return [];
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

function isUpToDate(history: HistoryRow[], migrations: Migration[]): boolean {
  const finished = new Map(
    history.filter((row) => row.finished).map((row) => [row.name, row.checksum]),
  );
  for (const migration of migrations) {
    const checksum = finished.get(migration.name);
    if (checksum === undefined) return false;
    if (checksum !== checksumOf(migration.sql)) {
      throw new Error(`migration ${migration.name} was edited after it had been applied`);
    }
  }
  return true;
}

/** As Prisma's schema engine computes it. */
function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

async function applyMigrations(
  ownerUrl: string,
  migrations: Migration[],
  history: HistoryRow[],
): Promise<string[]> {
  await using handle = await startSchemaEngine(ownerUrl);
  const { engine } = handle;
  // A script is one transaction, so what did not finish left nothing behind and may simply run again.
  for (const { name } of history.filter((row) => !row.finished)) {
    await engine.markMigrationRolledBack({ migrationName: name });
  }
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: {
      baseDir: fileURLToPath(migrationsFolder),
      lockfile: {
        path: lockFile,
        content: await readFile(new URL(lockFile, migrationsFolder), "utf8"),
      },
      shadowDbInitScript: "",
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
      })),
    },
    filters: { externalTables: [], externalEnums: [] },
  });
  return appliedMigrationNames;
}
