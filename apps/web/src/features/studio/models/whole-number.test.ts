import { expect, it } from "vitest";
import { wholeNumberOf } from "./whole-number.ts";

it("reads all three sets of digits", () => {
  expect(wholeNumberOf("1,200", 5000)).toBe(1200);
  expect(wholeNumberOf("١٢٠٠", 5000)).toBe(1200);
  expect(wholeNumberOf("۱۲۰۰", 5000)).toBe(1200);
});
it("is null for nothing and never above the most", () => {
  expect(wholeNumberOf("", 10)).toBeNull();
  expect(wholeNumberOf("0", 10)).toBeNull();
  expect(wholeNumberOf("99", 10)).toBe(10);
});
