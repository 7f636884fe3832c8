import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";

/** Tables that belong to no workspace; every other table must be guarded. */
const globalTables = [
  "_prisma_migrations",
  "accounts",
  "add_ons",
  "plans",
  "revocations",
  "sessions",
  "throttles",
  "users",
  "verifications",
];
/** The only functions that may see more than one workspace. */
const lookups = [
  "due_subscriptions",
  "expired_holds",
  "find_api_key",
  "stale_runs",
  "undispatched_jobs",
  "workspaces_of_user",
  "workspaces_with_stale_rows",
];

let test: TestDatabase;
let owner: Client;

beforeAll(async () => {
  test = await createTestDatabase();
  owner = new Client({ connectionString: test.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await test[Symbol.asyncDispose]();
});

async function column(sql: string, parameters: unknown[] = []): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(sql, parameters);
  return rows.map(({ name }) => name);
}

const tenantTable = `c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1)`;

describe("every table that is not listed as global", () => {
  it("carries its workspace, not null", async () => {
    const lacking = await column(
      `SELECT c.relname AS name FROM pg_class c WHERE ${tenantTable} AND c.relname <> 'workspaces' AND NOT EXISTS (
         SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND a.attnotnull)`,
      [globalTables],
    );
    expect(lacking).toEqual([]);
  });

  it("enables and forces row-level security", async () => {
    const lacking = await column(
      `SELECT c.relname AS name FROM pg_class c WHERE ${tenantTable} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
      [globalTables],
    );
    expect(lacking).toEqual([]);
  });

  it("has one policy, for all commands, that reads and writes its own workspace only", async () => {
    const guard = `%nullif(current_setting('app.workspace_id'::text, true), ''::text)%`;
    const lacking = await column(
      `SELECT c.relname AS name FROM pg_class c WHERE ${tenantTable} AND 1 <> (
         SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'
           AND lower(pg_get_expr(p.polqual, c.oid)) LIKE $2 AND lower(pg_get_expr(p.polwithcheck, c.oid)) LIKE $2)`,
      [globalTables, guard],
    );
    expect(lacking).toEqual([]);
  });

  it("opens no other policy but the look-ups' of a role that cannot log in", async () => {
    const others = await column(
      `SELECT c.relname || '.' || p.polname AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE p.polname <> 'tenant' AND NOT (
         p.polcmd = 'r' AND p.polroles = ARRAY['pulse_system'::regrole::oid]
         AND NOT (SELECT rolcanlogin OR rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = 'pulse_system'))`,
    );
    expect(others).toEqual([]);
  });

  it("leads its primary key and every unique key with the workspace", async () => {
    const lacking = await column(
      `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
       WHERE ${tenantTable} AND c.relname <> 'workspaces' AND i.indisunique AND a.attname <> 'workspace_id'`,
      [globalTables],
    );
    expect(lacking).toEqual([]);
  });

  it("refers to other tenant tables by keys that carry the workspace on both sides", async () => {
    const lacking = await column(
      `SELECT k.conname AS name FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
       JOIN pg_attribute near ON near.attrelid = c.oid AND near.attnum = k.conkey[1]
       JOIN pg_attribute far ON far.attrelid = target.oid AND far.attnum = k.confkey[1]
       WHERE k.contype = 'f' AND ${tenantTable} AND target.relname <> ALL ($1)
         AND (near.attname <> 'workspace_id'
           OR far.attname <> CASE target.relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END)`,
      [globalTables],
    );
    expect(lacking).toEqual([]);
  });
});

describe("roles and functions", () => {
  it("run nothing with another's rights but the listed look-ups, with a fixed search path", async () => {
    const { rows } = await owner.query(
      `SELECT p.proname AS name, p.proowner::regrole::text AS owner,
         EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%') AS fixed,
         has_function_privilege('public', p.oid, 'EXECUTE') AS public
       FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(rows).toEqual(
      lookups.map((name) => ({ name, owner: "pulse_system", fixed: true, public: false })),
    );
  });

  it("show every view with its reader's rights", async () => {
    const lacking = await column(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relnamespace = 'public'::regnamespace
         AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
    );
    expect(lacking).toEqual([]);
  });

  it("let the app truncate nothing and change neither the ledger nor the audit log", async () => {
    const allowed = await column(
      `SELECT table_name || ' ' || privilege_type AS name FROM information_schema.role_table_grants
       WHERE grantee = 'pulse_app' AND (
         privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')
         OR (table_name IN ('ledger_entries', 'audit_log') AND privilege_type IN ('UPDATE', 'DELETE'))
         OR (table_name IN ('grants', 'holds', 'hold_parts', 'workspaces', 'runs') AND privilege_type = 'DELETE'))`,
    );
    expect(allowed).toEqual([]);
  });

  it("refuse changes of the ledger and the audit log to the owner too", async () => {
    for (const table of ["ledger_entries", "audit_log"]) {
      await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow("append-only");
      await expect(owner.query(`UPDATE ${table} SET created_at = now()`)).rejects.toThrow(
        "append-only",
      );
      await expect(owner.query(`TRUNCATE ${table}`)).rejects.toThrow("append-only");
    }
  });

  it("do not let the owner see what the look-ups see", async () => {
    await owner.query("BEGIN; SELECT set_config('app.workspace_id', 'ws_ownerlooks', true)");
    await owner.query("INSERT INTO workspaces (id, name) VALUES ('ws_ownerlooks', 'x'); COMMIT");
    expect(await column("SELECT id AS name FROM workspaces")).toEqual([]);
  });
});
