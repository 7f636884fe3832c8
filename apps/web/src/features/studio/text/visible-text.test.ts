import { expect, it } from "vitest";
import { visibleText } from "./visible-text.ts";

it("holds a word back until its end has come", () => {
  expect(visibleText("السلام عليك", false)).toBe("السلام ");
  expect(visibleText("السلام عليكم ", false)).toBe("السلام عليكم ");
});
it("shows everything when the text is finished", () => {
  expect(visibleText("السلام عليكم", true)).toBe("السلام عليكم");
});
it("does not hold back what has no spaces", () => {
  const long = "x".repeat(60);
  expect(visibleText(long, false)).toBe(long);
});
