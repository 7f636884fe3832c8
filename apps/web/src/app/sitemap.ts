import { type MetadataRoute } from "next";
import { readConfig } from "../config.ts";
import { locales } from "../i18n/routing.ts";
import { pathsFor } from "../lib/paths.ts";

export const dynamic = "force-dynamic";

/** The public pages, each with its twin in the other language. */
export default function sitemap(): MetadataRoute.Sitemap {
  const { publicOrigin } = readConfig();
  const languages = Object.fromEntries(
    locales.map((locale) => [locale, `${publicOrigin}${pathsFor(locale).home()}`]),
  );
  return locales.map((locale) => ({
    url: `${publicOrigin}${pathsFor(locale).home()}`,
    alternates: { languages },
  }));
}
