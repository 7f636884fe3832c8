import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    // Services without a browser need no whole stack: the root configuration runs those in services/.
    include: ["{browser,stack}/**/*.test.ts"],
    globalSetup: ["shared-stack.ts"],
    // Files share one stack, and a fault in one file must not reach another.
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
});
