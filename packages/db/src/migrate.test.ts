import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "./migrate.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

async function asOwner(sql: string): Promise<void> {
  const client = new Client({ connectionString: test.ownerUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe("migrate", () => {
  it("applies nothing to a database that is up to date", async () => {
    expect(await migrate({ ownerUrl: test.ownerUrl })).toEqual([]);
  });

  it("applies everything once when two start together, and again after an attempt was cut off", async () => {
    await asOwner("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const [first, second] = await Promise.all([
      migrate({ ownerUrl: test.ownerUrl }),
      migrate({ ownerUrl: test.ownerUrl }),
    ]);
    const applied = [...first, ...second];
    expect(applied.length).toBeGreaterThan(0);
    expect(new Set(applied).size).toBe(applied.length);

    const last = applied.at(-1);
    await asOwner("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    await asOwner(`CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL,
      finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);
      INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '${applied[0]}')`);
    expect((await migrate({ ownerUrl: test.ownerUrl })).at(-1)).toBe(last);
  });

  it("refuses when an applied migration was edited", async () => {
    await asOwner("UPDATE _prisma_migrations SET checksum = 'edited' WHERE rolled_back_at IS NULL");
    await expect(migrate({ ownerUrl: test.ownerUrl })).rejects.toThrow(
      "edited after it had been applied",
    );
  });
});
