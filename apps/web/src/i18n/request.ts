import { errorCatalogue, errorCodes } from "@pulse/contracts/errors";
import { type Locale } from "@pulse/contracts/locales";
import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { headers } from "next/headers";
import arabic from "../../messages/ar.json";
import english from "../../messages/en.json";
import { readPreferences } from "../lib/preferences-server.ts";
import { timeZone } from "../lib/format.ts";
import { defaultLocale, localeHeader, locales } from "./routing.ts";

const catalogues = { ar: arabic, en: english };

export default getRequestConfig(async ({ locale: asked }) => {
  const requested = asked ?? (await headers()).get(localeHeader);
  const locale = hasLocale(locales, requested) ? requested : defaultLocale;
  const { digits } = await readPreferences();
  return {
    locale,
    timeZone,
    messages: { ...catalogues[locale], errors: errorTexts(locale) },
    // Messages write `{count, number, plain}`, so that the reader's choice of digits reaches them.
    formats: { number: { plain: { numberingSystem: locale === "ar" ? digits : "latn" } } },
  };
});

/** The error catalogue's sentences; taken here, on the server, so that its schemas stay out of the browser. */
function errorTexts(locale: Locale) {
  return Object.fromEntries(errorCodes.map((code) => [code, errorCatalogue[code][locale]]));
}
