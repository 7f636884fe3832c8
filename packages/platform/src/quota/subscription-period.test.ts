import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, periodAt } from "./subscription-period.ts";
import { upgradeCreditFils } from "./upgrade-credit.ts";

describe("addMonths", () => {
  it.each([
    ["2026-01-31T10:00:00.000Z", 1, "2026-02-28T10:00:00.000Z"],
    ["2028-01-31T10:00:00.000Z", 1, "2028-02-29T10:00:00.000Z"],
    ["2026-01-31T10:00:00.000Z", 2, "2026-03-31T10:00:00.000Z"],
    ["2026-11-30T23:59:59.999Z", 3, "2027-02-28T23:59:59.999Z"],
    ["2026-05-15T00:00:00.000Z", 12, "2027-05-15T00:00:00.000Z"],
  ])("%s plus %i is %s", (anchor, months, expected) => {
    expect(addMonths(new Date(anchor), months).toISOString()).toBe(expected);
  });
});

describe("periodAt", () => {
  it("finds the one period in which an instant lies, and periods join without gap or overlap", () => {
    const instant = fc.date({
      min: new Date("2024-01-01"),
      max: new Date("2030-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 48 * 30 * 86_400 }), (anchor, afterS) => {
        const now = new Date(anchor.getTime() + afterS * 1000);
        const { start, end } = periodAt(anchor, now);
        expect(start.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(now.getTime()).toBeLessThan(end.getTime());
        expect(periodAt(anchor, end).start).toEqual(end);
      }),
    );
  });
});

describe("upgradeCreditFils", () => {
  const period = { start: new Date("2026-03-01T00:00:00Z"), end: new Date("2026-03-31T00:00:00Z") };
  it.each([
    { name: "all of an unused plan at once", now: "2026-03-01T00:00:00Z", free: 100, credit: 3000 },
    { name: "half at half-time", now: "2026-03-16T00:00:00Z", free: 100, credit: 1500 },
    { name: "no more than the unused share", now: "2026-03-02T00:00:00Z", free: 10, credit: 300 },
    { name: "nothing once all is used", now: "2026-03-02T00:00:00Z", free: 0, credit: 0 },
    { name: "nothing at the end", now: "2026-03-31T00:00:00Z", free: 100, credit: 0 },
    { name: "whole steps of 10 fils", now: "2026-03-02T07:00:00Z", free: 100, credit: 2870 },
  ])("credits $name", ({ now, free, credit }) => {
    expect(upgradeCreditFils(3000, period, new Date(now), [{ amount: 100, free }])).toBe(credit);
  });
});
