import { expect, it } from "vitest";
import { hashRequest, readIdempotencyKey } from "./idempotency.ts";

it("hashes a request whatever the order of its fields", () => {
  expect(hashRequest({ a: 1, b: { c: [1, 2], d: "x" } })).toBe(
    hashRequest({ b: { d: "x", c: [1, 2] }, a: 1 }),
  );
  expect(hashRequest({ a: [1, 2] })).not.toBe(hashRequest({ a: [2, 1] }));
  expect(hashRequest(undefined)).not.toBe(hashRequest(null));
});

it.each([undefined, "a", "3f1c-e5", "x".repeat(255)])("takes %j as a key", (header) => {
  expect(readIdempotencyKey(header)).toBe(header ?? null);
});

it.each(["", "with space", "tab\t", "عربي", "x".repeat(256)])("refuses %j as a key", (header) => {
  expect(() => readIdempotencyKey(header)).toThrow(
    expect.objectContaining({ code: "invalid_request" }),
  );
});

it("refuses a key that was sent twice", () => {
  expect(() => readIdempotencyKey(["a", "b"])).toThrow(
    expect.objectContaining({ code: "invalid_request" }),
  );
});
