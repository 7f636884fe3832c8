import { expect, it } from "vitest";
import { shortcutOf } from "./shortcuts.ts";

const plain = { key: "", code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it("goes by the key's place, so that an Arabic keyboard works", () => {
  expect(shortcutOf({ ...plain, key: "ن", code: "KeyK", ctrlKey: true }, true)).toBe("search");
  expect(
    shortcutOf({ ...plain, key: "خ", code: "KeyO", metaKey: true, shiftKey: true }, true),
  ).toBe("newChat");
});
it("leaves a question mark to whoever is typing one", () => {
  expect(shortcutOf({ ...plain, key: "؟", shiftKey: true }, true)).toBeNull();
  expect(shortcutOf({ ...plain, key: "؟", shiftKey: true }, false)).toBe("help");
});
it("leaves everything else to the browser", () => {
  expect(shortcutOf({ ...plain, key: "k", code: "KeyK" }, false)).toBeNull();
  expect(
    shortcutOf({ ...plain, key: "k", code: "KeyK", ctrlKey: true, altKey: true }, false),
  ).toBeNull();
});
