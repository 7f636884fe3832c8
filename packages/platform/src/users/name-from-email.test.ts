import { expect, it } from "vitest";
import { nameFromEmail } from "./name-from-email.ts";

it.each([
  ["layla.haddad@example.com", "Layla Haddad"],
  ["omar_k-92+news@example.com", "Omar K 92"],
  ["ليلى@example.com", "ليلى"],
  ["+tag@example.com", "+tag"],
  [`${"x".repeat(64)}@example.com`, `X${"x".repeat(59)}`],
])("makes a name out of %s", (email, name) => {
  expect(nameFromEmail(email)).toBe(name);
});
