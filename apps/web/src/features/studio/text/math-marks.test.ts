import { expect, it } from "vitest";
import { mathMarks } from "./math-marks.ts";

it("writes TeX's marks as Markdown's", () => {
  expect(mathMarks("إذا كان \\(x=1\\) فإن")).toBe("إذا كان $x=1$ فإن");
  expect(mathMarks("\\[\nx^2\n\\]")).toBe("\n$$\nx^2\n$$\n");
});
it("leaves code alone", () => {
  expect(mathMarks("`\\(x\\)` و `$5 `")).toBe("`\\(x\\)` و `$5 `");
});
it("does not take prices for formulas", () => {
  expect(mathMarks("من $5 إلى $10.")).toBe("من \\$5 إلى \\$10.");
  expect(mathMarks("$2x + 1$")).toBe("$2x + 1$");
});
