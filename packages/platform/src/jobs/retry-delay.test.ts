import { expect, it } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

it("grows fourfold up to ten minutes, and is shortened by at most half", () => {
  const attempts = [1, 2, 3, 4, 5, 6];
  expect(attempts.map((attempt) => retryDelayMs(attempt, 0))).toEqual([
    2_000, 8_000, 32_000, 128_000, 512_000, 600_000,
  ]);
  expect(attempts.map((attempt) => retryDelayMs(attempt, 1))).toEqual([
    1_000, 4_000, 16_000, 64_000, 256_000, 300_000,
  ]);
});
