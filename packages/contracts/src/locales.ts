import { z } from "zod";

/** Arabic is the first language; English the second. */
export const locales = ["ar", "en"] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;
export const defaultLocale: Locale = "ar";

/**
 * The language to answer in: Arabic unless English is asked for and ranks above Arabic.
 * Reads an `Accept-Language` header (RFC 9110 section 12.5.4).
 */
export function localeFromAcceptLanguage(header: string | undefined): Locale {
  const ranks = { ar: 0, en: 0 };
  for (const part of (header ?? "").split(",")) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = tag.split("-")[0];
    if (language !== "ar" && language !== "en") continue;
    const quality = parameters
      .map((parameter) => /^\s*q=([0-9.]+)/.exec(parameter)?.[1])
      .find(Boolean);
    ranks[language] = Math.max(ranks[language], quality === undefined ? 1 : Number(quality) || 0);
  }
  return ranks.en > ranks.ar ? "en" : "ar";
}

/** Both languages of one sentence; every text a user can meet has this shape. */
export type Bilingual = Record<Locale, string>;
