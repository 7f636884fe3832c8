import { expect, it } from "vitest";
import { z } from "zod";
import { originSetting, parseEnvironment, portSetting, secretSetting } from "./config.ts";

const schema = z.object({
  PORT: portSetting,
  SECRET: secretSetting,
  PUBLIC_ORIGIN: originSetting.optional(),
});
const good = { PORT: "3000", SECRET: "x".repeat(32) };

it("reads values in their types and ignores what it does not know", () => {
  const read = parseEnvironment(schema, {
    ...good,
    PUBLIC_ORIGIN: "https://pulse.example/path",
    OTHER: "1",
  });
  expect(read).toEqual({ ...good, PORT: 3000, PUBLIC_ORIGIN: "https://pulse.example" });
});

it.each([
  [{ PORT: "3000" }, "SECRET is missing or empty"],
  [{ ...good, SECRET: "" }, "SECRET is missing or empty"],
  [{ ...good, SECRET: "   " }, "SECRET is missing or empty"],
  [{ ...good, SECRET: "short" }, "SECRET is not valid: expected at least 32 characters"],
  [{}, "PORT is missing or empty; SECRET is missing or empty"],
])("names what is wrong in one line and never a value: %j", (environment, message) => {
  expect(() => parseEnvironment(schema, environment)).toThrow(expect.objectContaining({ message }));
});

it.each(["abc", "-1", "65536", "1.5"])("refuses %s as a port", (port) => {
  expect(() => parseEnvironment(schema, { ...good, PORT: port })).toThrow(/^PORT is not valid/);
});
