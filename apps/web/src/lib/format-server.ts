import { getLocale } from "next-intl/server";
import { createFormats, type Formats } from "./format.ts";
import { readPreferences } from "./preferences-server.ts";

/** Formatters in the reader's language and digits, for server components. */
export async function getFormats(): Promise<Formats> {
  const [locale, { digits }] = await Promise.all([getLocale(), readPreferences()]);
  return createFormats(locale, digits);
}
