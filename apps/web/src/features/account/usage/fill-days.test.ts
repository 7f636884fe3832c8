import { describe, expect, it } from "vitest";
import { fillDays } from "./fill-days.ts";

const item = { key: "2026-11-03", used: 70, runs: 2 };

describe("fillDays", () => {
  it("gives every day of the span once, zeros where nothing was used", () => {
    const days = fillDays(
      [item],
      new Date("2026-11-02T23:00:00Z"),
      new Date("2026-11-04T01:00:00Z"),
    );
    expect(days).toEqual([
      { day: "2026-11-02", used: 0, runs: 0 },
      { day: "2026-11-03", used: 70, runs: 2 },
      { day: "2026-11-04", used: 0, runs: 0 },
    ]);
  });

  it("keeps the last days of a long span", () => {
    const days = fillDays(
      [item],
      new Date("2026-01-01T00:00:00Z"),
      new Date("2026-11-04T00:00:00Z"),
      3,
    );
    expect(days.map(({ day }) => day)).toEqual(["2026-11-02", "2026-11-03", "2026-11-04"]);
  });

  it("is empty when the span has not begun", () => {
    expect(
      fillDays([item], new Date("2026-12-01T00:00:00Z"), new Date("2026-11-04T00:00:00Z")),
    ).toEqual([]);
  });
});
