import { expect, it } from "vitest";
import { formatCookie, readCookie } from "./cookies.ts";

const secure = "https://pulse.example";
const local = "http://localhost:3000";

it("is pinned to the host over https, and plain on loopback", () => {
  expect(formatCookie("sid", { value: "v", maxAgeS: 60 }, secure)).toBe(
    "__Host-sid=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
  );
  expect(formatCookie("sid", { value: "v", maxAgeS: 60 }, local)).toBe(
    "sid=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
  );
});

it.each([
  ["sid=abc", "abc"],
  ["other=1; sid=abc; more=2", "abc"],
  ["xsid=abc", null],
  ["sid=", null],
  ["sid=planted; sid=abc", null],
  ["", null],
  [undefined, null],
])("reads %j as %j", (header, value) => {
  expect(readCookie(header, "sid", local)).toBe(value);
});

it("does not take the unprefixed name over https", () => {
  expect(readCookie("sid=planted", "sid", secure)).toBeNull();
  expect(readCookie("sid=planted; __Host-sid=good", "sid", secure)).toBe("good");
});
