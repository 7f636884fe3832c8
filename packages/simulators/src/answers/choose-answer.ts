import { arabicAnswers } from "./arabic-answers.ts";
import { englishAnswers } from "./english-answers.ts";

/** A short answer cap with a question for a title is how clients name a conversation. */
const titleTokensMax = 64;
const arabicLetter = /\p{Script=Arabic}/gu;
const latinLetter = /\p{Script=Latin}/gu;

/** A demonstration answer in the prompt's language; the same prompt always gets the same one. */
export function chooseAnswer(prompt: string, outputTokensMax: number | null): string {
  const isArabic = countOf(prompt, arabicLetter) >= countOf(prompt, latinLetter);
  if (outputTokensMax !== null && outputTokensMax <= titleTokensMax && /title|عنوان/i.test(prompt))
    return isArabic ? "محادثة تجريبية" : "A demonstration chat";
  const answers = isArabic ? arabicAnswers : englishAnswers;
  return answers[hashOf(prompt) % answers.length] ?? "";
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
