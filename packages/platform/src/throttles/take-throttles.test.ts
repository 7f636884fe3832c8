import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { takeThrottles } from "./take-throttles.ts";

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

const start = new Date("2026-01-01T00:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

it("admits a window's limit, then says how long to wait, then begins a new window", async () => {
  const take = (now: Date) =>
    takeThrottles(testDatabase.database, [{ key: "window", limit: 2, windowMs: 60_000 }], now);
  await take(start);
  await take(after(1_000));
  await expect(take(after(20_000))).rejects.toMatchObject({
    code: "rate_limited",
    details: { retryAfterS: 40 },
  });
  await take(after(60_000));
});

it("admits exactly the limit of many calls at once", async () => {
  const take = () =>
    takeThrottles(testDatabase.database, [{ key: "burst", limit: 7, windowMs: 60_000 }], start);
  const results = await Promise.allSettled(Array.from({ length: 40 }, take));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
});

it("asks for the longest wait of several throttles, and counts against each", async () => {
  const both = [
    { key: "short", limit: 1, windowMs: 10_000 },
    { key: "long", limit: 1, windowMs: 90_000 },
  ];
  const { database } = testDatabase;
  await takeThrottles(database, both, start);
  await expect(takeThrottles(database, both, start)).rejects.toMatchObject({
    details: { retryAfterS: 90 },
  });
  await takeThrottles(database, [{ key: "other", limit: 1, windowMs: 10_000 }], start);
});
