import { normaliseVectors } from "@pulse/contracts/arabic/normalise-vectors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { globalClient } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

describe("ar_norm", () => {
  it.each(normaliseVectors)("folds $input as its twin does", async ({ input, output }) => {
    const rows = await globalClient(test.database).$queryRaw`
      SELECT ar_norm(${input}) AS once, ar_norm(ar_norm(${input})) AS twice`;
    expect(rows).toEqual([{ once: output, twice: output }]);
  });
});
