/** What a letter, mark or sign of each class costs, in tokens. */
const weights = {
  /** Vowel marks and tatweel break words into single tokens. */
  arabicMark: 1,
  arabicLetter: 1 / 2.7,
  latin: 1 / 4.5,
  /** Capitals, accented Latin, Greek and Cyrillic: shorter pieces. */
  alphabet: 1 / 2.2,
  digit: 0.8,
  sign: 0.75,
  emoji: 3,
  other: 1.2,
} as const;
type CharacterClass = keyof typeof weights;

const arabicMark = /^[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]$/;
const arabicLetter = /^\p{Script=Arabic}$/u;
const alphabetLetter = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u;
const emoji = /^[\p{Extended_Pictographic}\p{Regional_Indicator}]$/u;
const digit = /^\p{Nd}$/u;

const unmet = 0;
const classes: (CharacterClass | null)[] = [null, ...(Object.keys(weights) as CharacterClass[])];
const weightByClass = Float64Array.from([0, ...Object.values(weights)]);
/** The class of each code point once it was met: a text costs look-ups, and pattern matching once per letter. */
const classByCode = new Uint8Array(0x11_0000);

/** Above the tokenizer's count rather than below it: a hold that is too small cuts an answer. */
const margin = 1.15;
/** Role and separators around one chat message. */
const messageTokens = 4;

/**
 * How many tokens a text costs at most, in whole tokens, without a tokenizer: by class of character, so that it takes
 * linear time and never falls as text is added. Meant for holds and for answers whose provider reported no usage;
 * it stands above the o200k count for prose in Arabic and English, code and emoji, and may fall below it for random
 * strings such as base64.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(weightOf(text) * margin);
}

/** The same for messages as a chat sends them, with what surrounds each. */
export function estimateChatTokens(messages: readonly { role: string; content: string }[]): number {
  return messages.reduce(
    (total, message) => total + messageTokens + estimateTokens(message.content),
    0,
  );
}

function weightOf(text: string): number {
  let weight = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) ?? 0;
    if (classByCode[code] === unmet) classByCode[code] = classes.indexOf(classOf(code));
    weight += weightByClass[classByCode[code] ?? unmet] ?? 0;
    // Past the basic plane a code point takes two places.
    if (code > 0xffff) index += 1;
  }
  return weight;
}

function classOf(code: number): CharacterClass {
  if (code < 0x80) return classOfAscii(code);
  const character = String.fromCodePoint(code);
  if (arabicMark.test(character)) return "arabicMark";
  if (digit.test(character)) return "digit";
  if (arabicLetter.test(character)) return "arabicLetter";
  if (alphabetLetter.test(character)) return "alphabet";
  return emoji.test(character) ? "emoji" : "other";
}

function classOfAscii(code: number): CharacterClass {
  if ((code >= 0x61 && code <= 0x7a) || code === 0x20) return "latin";
  if (code >= 0x30 && code <= 0x39) return "digit";
  return code >= 0x41 && code <= 0x5a ? "alphabet" : "sign";
}
