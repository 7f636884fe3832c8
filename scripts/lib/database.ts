import { join } from "node:path";
import { migrate } from "@pulse/db/migrate";
import { ensureRoles, type RoleUrls } from "@pulse/db/roles";
import { generate } from "../generate.ts";
import { startPostgres } from "./postgres.ts";
import { Problem } from "./problem.ts";
import { type Secrets } from "./secrets.ts";

export interface PreparedDatabase extends RoleUrls, AsyncDisposable {}

interface DatabaseOptions {
  dataFolder: string;
  isDurable: boolean;
  environment: NodeJS.ProcessEnv;
  isEmbedded: boolean;
  secrets: Secrets;
}

/** Starts the embedded server or takes the one that is named, then migrates and seeds what is missing. */
export async function prepareDatabase(options: DatabaseOptions): Promise<PreparedDatabase> {
  await using stack = new AsyncDisposableStack();
  const [urls] = await Promise.all([findUrls(options, stack), generate()]);
  await migrateAndSeed(urls);
  const running = stack.move();
  return { ...urls, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Brings a database up to date; quick when nothing is missing. */
export async function migrateAndSeed({ ownerUrl, appUrl }: RoleUrls): Promise<void> {
  await migrate({ ownerUrl }).catch((error: Error) => {
    throw new Problem(`the database could not be migrated: ${error.message}`, { cause: error });
  });
  // Loaded late: they need the generated client.
  const { createDatabase } = await import("@pulse/db/client");
  const { seedDatabase } = await import("@pulse/platform/seed/seed-database");
  await using database = await createDatabase({ url: appUrl, poolMax: 2 });
  await seedDatabase(database, new Date());
}

async function findUrls(options: DatabaseOptions, stack: AsyncDisposableStack): Promise<RoleUrls> {
  const { DATABASE_URL: given, DATABASE_OWNER_URL: ownerUrl } = options.environment;
  if (given && ownerUrl) return { appUrl: given, ownerUrl };
  if (!options.isEmbedded && given) return makeRoles(given, databaseName(given), options.secrets);
  const server = await startPostgres({
    folder: join(options.dataFolder, "postgres"),
    superuserPassword: options.secrets.POSTGRES_SUPERUSER_PASSWORD,
    isDurable: options.isDurable,
  });
  return makeRoles(stack.use(server).superuserUrl, "pulse", options.secrets);
}

function databaseName(url: string): string {
  if (!URL.canParse(url)) throw new Problem("DATABASE_URL is not an address (postgresql://...)");
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  return name === "" || name === "postgres" ? "pulse" : name;
}

async function makeRoles(
  superuserUrl: string,
  database: string,
  secrets: Secrets,
): Promise<RoleUrls> {
  try {
    return await ensureRoles({
      superuserUrl,
      database,
      ownerPassword: secrets.POSTGRES_OWNER_PASSWORD,
      appPassword: secrets.POSTGRES_APP_PASSWORD,
    });
  } catch (error) {
    const line = roleProblems[(error as { code?: string }).code ?? ""];
    if (line === undefined) throw error;
    throw new Problem(line, { cause: error });
  }
}

/** By SQLSTATE (PostgreSQL, appendix A) or the system's error code. */
const roleProblems: Record<string, string> = {
  "28P01": "the database refused the password: DATABASE_URL, or secrets.json in the data folder",
  "42501": "DATABASE_URL's role may not create roles: set DATABASE_OWNER_URL beside it",
  ECONNREFUSED: "the database of DATABASE_URL cannot be reached",
  ENOTFOUND: "the database of DATABASE_URL cannot be reached",
};
