import { migrateAndSeed } from "./lib/database.ts";
import { ensureRoles } from "@pulse/db/roles";
import { Problem, runMain } from "./lib/problem.ts";

function required(variable: string): string {
  const value = process.env[variable]?.trim();
  if (value) return value;
  throw new Problem(`${variable} is missing or empty`);
}

/**
 * For deployments: makes roles and database with an administrator's `DATABASE_URL`, migrates and seeds. Running
 * it again changes nothing, so it may run before every release.
 */
await runMain(async () => {
  const superuserUrl = required("DATABASE_URL");
  const urls = await ensureRoles({
    superuserUrl,
    database: decodeURIComponent(new URL(superuserUrl).pathname.slice(1)),
    ownerPassword: required("POSTGRES_OWNER_PASSWORD"),
    appPassword: required("POSTGRES_APP_PASSWORD"),
  });
  await migrateAndSeed(urls);
});
