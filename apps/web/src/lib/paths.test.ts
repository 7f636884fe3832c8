import { describe, expect, it } from "vitest";
import { inLocale, pathsFor, safeReturnPath } from "./paths.ts";

describe("pathsFor", () => {
  it("keeps Arabic at the root and English under /en", () => {
    expect(pathsFor("ar").home()).toBe("/");
    expect(pathsFor("en").home()).toBe("/en");
    expect(pathsFor("ar").settings("devices")).toBe("/settings/devices");
    expect(pathsFor("en").signIn("/en/chat/x?y=1")).toBe(
      "/en/sign-in?next=%2Fen%2Fchat%2Fx%3Fy%3D1",
    );
  });
});

describe("inLocale", () => {
  it.each([
    ["/", "en", "/en"],
    ["/chat/x", "en", "/en/chat/x"],
    ["/en", "ar", "/"],
    ["/en/chat/x", "ar", "/chat/x"],
    ["/ar", "ar", "/"],
    ["/ar/chat", "ar", "/chat"],
    ["/english", "en", "/en/english"],
  ] as const)("turns %s to %s as %s", (pathname, locale, expected) => {
    expect(inLocale(pathname, locale)).toBe(expected);
  });
});

describe("safeReturnPath", () => {
  it.each(["/chat", "/en/chat/cnv_1?x=1"])("keeps our own path %s", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/a\n/b",
    "",
    null,
    "chat",
  ])("refuses %j", (path) => {
    expect(safeReturnPath(path)).toBeNull();
  });
});
