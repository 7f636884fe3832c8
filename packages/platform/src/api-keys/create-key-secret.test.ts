import { expect, it } from "vitest";
import { createKeySecret } from "./create-key-secret.ts";

it("makes a key of 32 base-62 characters of which four may be shown", () => {
  const { key, prefix } = createKeySecret();
  expect(key).toMatch(/^pk_live_[0-9A-Za-z]{32}$/);
  expect(prefix).toBe(key.slice(0, 12));
});

it("draws again rather than favour the alphabet's first letters", () => {
  const drawn = [248, 255, 0, 61, 247];
  let next = 0;
  const random = (count: number) =>
    Uint8Array.from({ length: count }, () => drawn[next++ % drawn.length] ?? 0);
  expect(createKeySecret(random).key).toMatch(/^pk_live_(0zz)+/);
});

it("never makes the same key twice", () => {
  const keys = new Set(Array.from({ length: 1_000 }, () => createKeySecret().key));
  expect(keys.size).toBe(1_000);
});
