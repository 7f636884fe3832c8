import { describe, expect, it } from "vitest";
import { createFormats } from "./format.ts";

const bidiControls = /[\u200E\u200F\u061C]/;

describe("createFormats", () => {
  it("writes Western digits in Arabic unless asked otherwise", () => {
    expect(createFormats("ar", "latn").number(1_234_567)).toBe("1,234,567");
    expect(createFormats("ar", "arab").number(1_234_567)).toBe("١٬٢٣٤٬٥٦٧");
  });
  it("writes English in Western digits whatever was chosen for Arabic", () => {
    expect(createFormats("en", "arab").number(1234)).toBe("1,234");
  });
  it("writes dinars with up to three decimals and no trailing zeros", () => {
    const { money } = createFormats("ar", "latn");
    expect(money(3000)).toBe("3\u00A0د.أ");
    expect(money(5124)).toBe("5.124\u00A0د.أ");
    expect(money(1500)).toBe("1.5\u00A0د.أ");
    expect(money(3000)).not.toMatch(bidiControls);
  });
  it("names months as in Jordan", () => {
    expect(createFormats("ar", "latn").date("2026-11-21T10:00:00Z")).toBe("21 تشرين الثاني 2026");
    expect(createFormats("en", "latn").date("2026-11-21T10:00:00Z")).toBe("21 November 2026");
  });
  it("takes the day of Amman, and calendar days as they are", () => {
    const formats = createFormats("en", "latn");
    expect(formats.date("2026-11-20T22:30:00Z")).toBe("21 November 2026");
    expect(formats.day("2026-11-20")).toBe("20 Nov");
  });
  it("says how long ago", () => {
    const { ago } = createFormats("ar", "latn");
    const now = new Date("2026-11-21T12:00:00Z");
    expect(ago("2026-11-21T09:00:00Z", now)).toBe("قبل 3 ساعات");
    expect(ago("2026-11-20T12:00:00Z", now)).toBe("أمس");
    expect(ago("2026-11-21T11:59:50Z", now)).toBe("الآن");
  });
});
