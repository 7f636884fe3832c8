import { expect, it } from "vitest";
import { networkOf, plainAddress } from "./ip-block.ts";

it.each([
  ["203.0.113.7", "203.0.113.200", true],
  ["::ffff:203.0.113.7", "203.0.113.9", true],
  ["203.0.113.7", "203.0.114.7", false],
  ["2001:db8:1:2::1", "2001:db8:1:ffff::9", true],
  ["2001:db8:1::1", "2001:db8:2::1", false],
  ["not an address", "not an address", true],
])("counts %s and %s as one network: %s", (one, other, isSame) => {
  expect(networkOf(one) === networkOf(other)).toBe(isSame);
});

it("writes a mapped IPv4 address plainly", () => {
  expect(plainAddress("::ffff:127.0.0.1")).toBe("127.0.0.1");
  expect(plainAddress("2001:DB8::1")).toBe("2001:db8::1");
});
