export type Direction = "rtl" | "ltr";

/** Share of Arabic words from which a block reads right-to-left. */
const arabicShareMin = 0.4;
/** Evidence that is needed before the first guess, the hint, is overruled. */
const arabicWordsMin = 2;
const latinWordsMin = 4;

const notProse = [
  /(```|~~~)[\s\S]*?(\1|$)/g,
  /`[^`]*(`|$)/g,
  /\$\$[\s\S]*?(\$\$|$)/g,
  /\$(?! )[^$\n]*(\$|$)/g,
  /\\[([][\s\S]*?(\\[)\]]|$)/g,
  /\]\([^)\s]*\)?/g,
  /\b(?:https?:\/\/|www\.)\S*/gi,
  /\S+@\S+/g,
  /(?:^|\s)(?:[/~.]{1,2}[\w-]|--?\w)\S*/g,
  /<\/?[a-z][^>\n]*>?/gi,
];
const words = /[\p{L}\p{M}]+/gu;
const arabicLetter = /\p{Script=Arabic}/u;

/** Leaves what a person would read aloud: code, mathematics, addresses and flags do not vote. */
export function proseOf(markdown: string): string {
  return notProse.reduce((text, pattern) => text.replace(pattern, " "), markdown);
}

/**
 * Direction of one block of prose by its share of Arabic words, read in order. Right-to-left, once the
 * words have shown it, stays for every longer text, so a growing block turns at most once or twice.
 * `hint` decides while there is too little to go by; `isClosed` says that nothing will follow.
 */
export function directionOfProse(prose: string, hint: Direction, isClosed: boolean): Direction {
  let arabic = 0;
  let latin = 0;
  for (const [word] of prose.matchAll(words)) {
    if (arabicLetter.test(word)) arabic += 1;
    else latin += 1;
    if (arabic >= arabicWordsMin && arabic / (arabic + latin) >= arabicShareMin) return "rtl";
  }
  const total = arabic + latin;
  if (total === 0) return hint;
  if (isClosed) return arabic / total >= arabicShareMin ? "rtl" : "ltr";
  if (latin >= latinWordsMin) return "ltr";
  return arabic > 0 && latin === 0 ? "rtl" : hint;
}

/** Direction of Markdown text or of what a person types; an empty text follows the hint. */
export function directionOfText(markdown: string, hint: Direction, isClosed = true): Direction {
  return directionOfProse(proseOf(markdown), hint, isClosed);
}

/** A fence without code's shape: mostly Arabic words, so read it as prose. */
export function isArabicFence(language: string | null, code: string): boolean {
  if (language !== null && language !== "text" && language !== "plaintext") return false;
  const all = [...code.matchAll(words)];
  const arabic = all.filter(([word]) => arabicLetter.test(word)).length;
  return all.length > 0 && arabic / all.length > 0.6;
}
