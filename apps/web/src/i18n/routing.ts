import { type Locale } from "@pulse/contracts/locales";

/** Arabic at `/`, English at `/en`; the address alone decides, never the browser's languages. */
export const locales = ["ar", "en"] as const satisfies readonly Locale[];
export const defaultLocale: Locale = "ar";

/** Carries the address's language from the proxy to the renderer. */
export const localeHeader = "x-pulse-locale";

/** The language of an address: `/en`, `/en/...` is English, everything else Arabic. */
export function localeOfPath(pathname: string): Locale {
  return pathname === "/en" || pathname.startsWith("/en/") ? "en" : defaultLocale;
}

/** Reading direction of a language. */
export function directionOf(locale: Locale): "rtl" | "ltr" {
  return locale === "ar" ? "rtl" : "ltr";
}
