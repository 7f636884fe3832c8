import { describe, expect, it } from "vitest";
import { fillDays } from "./fill-days.ts";

const item = { key: "2026-11-03", used: 70, runs: 2 };
const until = new Date("2026-11-20T01:00:00Z");

describe("fillDays", () => {
  it("gives every day of the span once, zeros where nothing was used", () => {
    const days = fillDays([item], new Date("2026-11-02T23:00:00Z"), until);
    expect(days).toHaveLength(19);
    expect(days[0]).toEqual({ day: "2026-11-02", used: 0, runs: 0 });
    expect(days[1]).toEqual({ day: "2026-11-03", used: 70, runs: 2 });
    expect(days.at(-1)).toEqual({ day: "2026-11-20", used: 0, runs: 0 });
  });

  it("keeps the last 31 days of a long span", () => {
    const days = fillDays([item], new Date("2026-01-01T00:00:00Z"), until);
    expect(days).toHaveLength(31);
    expect(days[0]?.day).toBe("2026-10-21");
  });

  it("reaches back 14 days for a span that has just begun", () => {
    const days = fillDays([], until, until);
    expect(days).toHaveLength(14);
    expect(days[0]?.day).toBe("2026-11-07");
  });
});
