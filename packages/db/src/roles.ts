import { Client } from "pg";

export interface EnsureRolesOptions {
  /** Address of a database of the cluster, as a role that may create roles and databases. */
  superuserUrl: string;
  database: string;
  ownerPassword: string;
  appPassword: string;
}

/** Where each role connects: the owner migrates, the app serves. */
export interface RoleUrls {
  ownerUrl: string;
  appUrl: string;
}

/** Held while roles or databases are made, so that two starters do not race. */
const rolesLock = 7_267_001;

/**
 * Makes the database and the three roles, or leaves them as they are with the passwords given:
 * `pulse_owner` owns the database and migrates it, `pulse_app` serves with the rights that the migrations
 * grant and cannot bypass row-level security, `pulse_system` (no login) owns the look-ups across workspaces.
 */
export async function ensureRoles(options: EnsureRolesOptions): Promise<RoleUrls> {
  const client = new Client({ connectionString: options.superuserUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [rolesLock]);
    await ensureRole(
      client,
      "pulse_owner",
      `LOGIN PASSWORD ${client.escapeLiteral(options.ownerPassword)}`,
    );
    await ensureRole(
      client,
      "pulse_app",
      `LOGIN PASSWORD ${client.escapeLiteral(options.appPassword)}`,
    );
    await ensureRole(client, "pulse_system", "NOLOGIN");
    // Migrations hand the look-ups over to pulse_system; the owner may do that without seeing what it sees.
    await client.query("GRANT pulse_system TO pulse_owner WITH INHERIT FALSE, SET TRUE");
    await ensureDatabase(client, options.database);
  } finally {
    await client.end();
  }
  return {
    ownerUrl: urlFor(options, "pulse_owner", options.ownerPassword),
    appUrl: urlFor(options, "pulse_app", options.appPassword),
  };
}

async function ensureRole(client: Client, name: string, attributes: string): Promise<void> {
  const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  const verb = found.rowCount === 0 ? "CREATE" : "ALTER";
  await client.query(
    `${verb} ROLE ${name} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE ${attributes}`,
  );
}

async function ensureDatabase(client: Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (found.rowCount === 0) {
    await client.query(
      `CREATE DATABASE ${name} OWNER pulse_owner ENCODING 'UTF8' TEMPLATE template0`,
    );
  }
  // A database that the operator made beforehand becomes the owner role's, which has to create in it.
  await client.query(`ALTER DATABASE ${name} OWNER TO pulse_owner`);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO pulse_app`);
}

function urlFor(options: EnsureRolesOptions, role: string, password: string): string {
  const url = new URL(options.superuserUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  url.pathname = `/${encodeURIComponent(options.database)}`;
  return url.href;
}
