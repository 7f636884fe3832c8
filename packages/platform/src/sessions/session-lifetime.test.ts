import { expect, it } from "vitest";
import { isSeenStale, sessionExpiry } from "./session-lifetime.ts";

const signedIn = new Date("2026-01-01T00:00:00Z");
const day = (count: number) => new Date(signedIn.getTime() + count * 86_400_000);

it.each([
  [0, 7],
  [5, 12],
  [22.9, 29.9],
  [24, 30],
  [29.9, 30],
])("used on day %d, a session ends on day %d", (lastSeen, ends) => {
  expect(sessionExpiry(signedIn, day(lastSeen))).toEqual(day(ends));
});

it("notes use every five minutes at most", () => {
  expect(isSeenStale(signedIn, new Date(signedIn.getTime() + 299_999))).toBe(false);
  expect(isSeenStale(signedIn, new Date(signedIn.getTime() + 300_000))).toBe(true);
});
