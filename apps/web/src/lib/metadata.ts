import { type Metadata } from "next";
import { hasLocale } from "next-intl";
import { defaultLocale, locales } from "../i18n/routing.ts";
import { type Paths, pathsFor } from "./paths.ts";

/** The page's own address and its twin in the other language, for search engines. */
export async function alternatesOf(
  params: Promise<{ locale: string }>,
  pathOf: (paths: Paths) => string,
): Promise<Metadata> {
  const { locale } = await params;
  const current = hasLocale(locales, locale) ? locale : defaultLocale;
  return {
    alternates: {
      canonical: pathOf(pathsFor(current)),
      languages: {
        ar: pathOf(pathsFor("ar")),
        en: pathOf(pathsFor("en")),
        "x-default": pathOf(pathsFor(defaultLocale)),
      },
    },
  };
}
