import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "../lib/repository.ts";
import { type Check } from "./check.ts";

export type Messages = { [key: string]: string | Messages };

const pluralForms = {
  ar: ["zero", "one", "two", "few", "many", "other"],
  en: ["one", "other"],
} as const;

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** The text between the brace at `start` and its partner. */
function braceBody(text: string, start: number): string {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return text.slice(start + 1, index);
  }
  return text.slice(start + 1);
}

/** The plural forms that are missing from an ICU message, `=0`-style exact forms not counted. */
export function missingPluralForms(message: string, locale: "ar" | "en"): string[] {
  return [...message.matchAll(/\{\s*\w+\s*,\s*plural\s*,/g)].flatMap((match) => {
    const body = braceBody(message, match.index);
    const present = new Set([...body.matchAll(/(\w+)\s*\{/g)].map((form) => form[1]));
    return pluralForms[locale].filter((form) => !present.has(form));
  });
}

/** Names of the arguments and tags of an ICU message, sorted. */
export function placeholders(message: string): string {
  const names = [
    ...[...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1] ?? ""),
    ...[...message.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`),
  ];
  return [...new Set(names)].toSorted().join(" ");
}

/** Keys missing from either language, differing arguments, incomplete plurals, and empty texts. */
export function messageProblems(ar: Messages, en: Messages): string[] {
  const texts = { ar: flatten(ar), en: flatten(en) };
  const keys = [...new Set([...texts.ar.keys(), ...texts.en.keys()])];
  return keys.flatMap((key) => {
    const [arabic, english] = [texts.ar.get(key), texts.en.get(key)];
    if (arabic === undefined) return [`messages/ar.json: ${key} is missing`];
    if (english === undefined) return [`messages/en.json: ${key} is missing`];
    const problems = (["ar", "en"] as const).flatMap((locale) => {
      const text = locale === "ar" ? arabic : english;
      const missing = missingPluralForms(text, locale);
      return [
        ...(missing.length > 0 ? [`${locale}.json: ${key} lacks ${missing.join(", ")}`] : []),
        ...(text.trim() === "" ? [`${locale}.json: ${key} is empty`] : []),
      ];
    });
    // Plural branches hold words in braces too, so arguments are compared in plain messages only.
    const isPlain = !/,\s*(?:plural|select)/.test(arabic + english);
    if (isPlain && placeholders(arabic) !== placeholders(english))
      problems.push(`messages: ${key} takes different arguments in the two languages`);
    return problems;
  });
}

/** Every sentence exists in both languages, with all the plural forms of each. */
export const messages: Check = {
  name: "messages",
  async findProblems() {
    const folder = join(repositoryRoot, "apps/web/messages");
    if (!existsSync(folder)) return [];
    const [ar, en] = await Promise.all(
      ["ar", "en"].map(async (locale) =>
        JSON.parse(await readFile(join(folder, `${locale}.json`), "utf8")),
      ),
    );
    return messageProblems(ar as Messages, en as Messages);
  },
};
