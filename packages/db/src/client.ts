import { Pool } from "pg";
import { bareClient, createClient, type Client } from "./internal/prisma.ts";

export interface DatabaseOptions {
  /** Address as the app role. */
  url: string;
  poolMax?: number;
  statementTimeoutMs?: number;
  /** Hears of connections that broke while idle; the pool replaces them by itself. */
  onError?: (error: Error) => void;
}

/** How long after its own timeout a server is taken to be gone. */
const silenceMs = 2_000;

/** A pool of connections as the app role; queries go through `withWorkspace` and its siblings. */
export interface Database extends AsyncDisposable {
  readonly [bareClient]: Client;
}

/** The client for tables that belong to no workspace; tenant tables look empty through it. */
export type GlobalClient = Pick<
  Client,
  | "user"
  | "session"
  | "account"
  | "verification"
  | "plan"
  | "addOn"
  | "revocation"
  | "throttle"
  | "$queryRaw"
  | "$executeRaw"
  | "$transaction"
>;

/**
 * Opens a pool and proves that row-level security holds for its role: throws when the role is a superuser,
 * may bypass row-level security, or owns a table. Disposing waits for running queries and closes the pool.
 */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  const onError = options.onError ?? (() => {});
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolMax ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    // A server that cannot be heard any more cannot enforce its own timeout.
    query_timeout: statementTimeoutMs + silenceMs,
    keepAlive: true,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "pulse",
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on("error", onError);
  try {
    await assertRoleIsConfined(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const client = createClient(pool, onError);
  return {
    [bareClient]: client,
    async [Symbol.asyncDispose]() {
      await client.$disconnect();
      // Prisma ends the pool only if it ever used it.
      if (!pool.ending) await pool.end();
    },
  };
}

/** The client for global tables and for functions that set their workspace themselves. */
export function globalClient(database: Database): GlobalClient {
  return database[bareClient];
}

async function assertRoleIsConfined(pool: Pool): Promise<void> {
  const { rows } = await pool.query(
    `SELECT current_user AS role, rolsuper OR rolbypassrls AS bypasses,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns
     FROM pg_roles WHERE rolname = current_user`,
  );
  const { role, bypasses, owns } = rows[0];
  if (bypasses) throw new Error(`database role ${role} bypasses row-level security; use pulse_app`);
  if (owns) throw new Error(`database role ${role} owns tables; use pulse_app`);
}
