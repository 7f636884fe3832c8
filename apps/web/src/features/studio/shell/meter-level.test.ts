import { expect, it } from "vitest";
import { percentOf, spentLevel } from "./meter-level.ts";

function meter(limit: number, used: number, held: number) {
  return { limit, used, held, remaining: limit - used - held, percent: 0, level: "ok" as const };
}

it("does not warn of what is only held", () => {
  expect(spentLevel(meter(10_000, 100, 9_000))).toBe("ok");
});
it("warns from 80 % and stops at 100 %", () => {
  expect(spentLevel(meter(100, 79, 0))).toBe("ok");
  expect(spentLevel(meter(100, 80, 0))).toBe("warning");
  expect(spentLevel(meter(100, 100, 0))).toBe("exhausted");
  expect(spentLevel(meter(0, 0, 0))).toBe("exhausted");
});
it("floors a share and keeps it in range", () => {
  expect(percentOf(799, 1000)).toBe(79);
  expect(percentOf(5, 0)).toBe(0);
  expect(percentOf(9, 3)).toBe(100);
});
