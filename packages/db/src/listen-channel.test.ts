import { Client } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { listenToChannel } from "./listen-channel.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

async function asOwner(sql: string): Promise<void> {
  const client = new Client({ connectionString: suite.ownerUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

it("hears what is notified, and again after its connection was killed", async () => {
  const heard: string[] = [];
  let listens = 0;
  await using _listener = listenToChannel({
    url: suite.appUrl,
    channel: "meter",
    onMessage: (payload) => heard.push(payload),
    onListening: () => (listens += 1),
    onError: () => {},
  });
  await vi.waitFor(() => expect(listens).toBe(1), { timeout: 10_000 });
  await asOwner("SELECT pg_notify('meter', 'first')");
  await vi.waitFor(() => expect(heard).toEqual(["first"]), { timeout: 10_000 });
  const client = new Client({ connectionString: suite.appUrl });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pulse-listen' AND datname = current_database()",
  );
  await client.end();
  await vi.waitFor(() => expect(listens).toBe(2), { timeout: 10_000 });
  await asOwner("SELECT pg_notify('meter', 'second')");
  await vi.waitFor(() => expect(heard).toEqual(["first", "second"]), { timeout: 10_000 });
});

it("can be disposed before it is connected, and while nobody answers", async () => {
  const quiet = { channel: "meter", onMessage: () => {}, onListening: () => {}, onError: () => {} };
  await listenToChannel({ ...quiet, url: suite.appUrl })[Symbol.asyncDispose]();
  await listenToChannel({ ...quiet, url: "postgresql://a@127.0.0.1:9/b" })[Symbol.asyncDispose]();
});
