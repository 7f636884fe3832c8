import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // One place for Postgres, SQS, S3 and mail; `make test` starts them once for all suites.
    globalSetup: ["scripts/lib/test-services.ts"],
    include: [
      "{packages,apps}/*/src/**/*.test.{ts,tsx}",
      "scripts/**/*.test.ts",
      "tests/services/**/*.test.ts",
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
