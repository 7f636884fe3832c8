import { type Locale } from "@pulse/contracts/locales";
import { type Preferences } from "./preferences.ts";

/** Days and hours are shown as in Jordan, on the server and in the browser alike. */
export const timeZone = "Asia/Amman";

const filsPerDinar = 1000;
const microFilsPerDinar = 1_000_000_000;

/**
 * Numbers, money and dates in a reader's language and digits. Months are Levantine in Arabic
 * (CLDR ar-JO); the numbering system is always explicit so that server and browser agree.
 */
export function createFormats(locale: Locale, digits: Preferences["digits"]) {
  const tag = locale === "ar" ? `ar-JO-u-nu-${digits}` : "en-GB-u-nu-latn";
  const number = new Intl.NumberFormat(tag);
  const money = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const smallMoney = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone,
  });
  const shortDate = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", timeZone });
  const utcDay = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", timeZone: "UTC" });
  const dateTime = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZone,
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const currency = locale === "ar" ? "د.أ" : "JD";

  return {
    number: (value: number) => number.format(value),
    /** 42 -> "42%". */
    percent: (value: number) => percent.format(value / 100),
    /** Fils -> «3 د.أ»: up to three decimals, no trailing zeros. */
    money: (fils: number) => `${money.format(fils / filsPerDinar)}\u00A0${currency}`,
    /** The number alone, where the currency stands apart. */
    dinars: (fils: number) => money.format(fils / filsPerDinar),
    currency,
    /** Micro-fils -> dinars, for indications far below one fils. */
    smallMoney: (microFils: number) =>
      `${smallMoney.format(microFils / microFilsPerDinar)}\u00A0${currency}`,
    date: (instant: string | Date) => date.format(new Date(instant)),
    shortDate: (instant: string | Date) => shortDate.format(new Date(instant)),
    /** A calendar day `YYYY-MM-DD` without a time zone's shift. */
    day: (day: string) => utcDay.format(new Date(`${day}T00:00:00Z`)),
    dateTime: (instant: string | Date) => dateTime.format(new Date(instant)),
    /** «قبل 3 ساعات», as seen from `now`. */
    ago: (instant: string | Date, now: Date) => formatAgo(relative, new Date(instant), now),
  };
}
export type Formats = ReturnType<typeof createFormats>;

const steps = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
] as const;

function formatAgo(relative: Intl.RelativeTimeFormat, instant: Date, now: Date): string {
  const seconds = Math.round((instant.getTime() - now.getTime()) / 1000);
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (step === undefined) return relative.format(0, "second");
  return relative.format(Math.trunc(seconds / step.seconds), step.unit);
}
