/** Harakat, Quranic marks, tatweel, and characters that only steer direction or joining. */
const marks =
  /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069\u061C\u00AD\uFEFF]/g;

const from = [..."أإآٱىئؤةکی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"];
const to = [..."اااايءءهكي01234567890123456789"];
const folds = new Map(from.map((letter, index) => [letter, to[index] ?? ""]));

/**
 * Folds what Arabic searchers treat as equal: hamza and alef forms, ta marbuta, alef maqsura, Persian kaf and
 * yeh, harakat, tatweel, and digits; also case and compatibility forms. Idempotent. The twin of the SQL function
 * `ar_norm`, with which `arabic/normalise-vectors.ts` keeps it in step.
 */
export function normaliseArabic(text: string): string {
  const lowered = text.replace(marks, "").normalize("NFKC").toLowerCase();
  const plain = lowered.replace(marks, "").normalize("NFKC");
  return [...plain].map((letter) => folds.get(letter) ?? letter).join("");
}
