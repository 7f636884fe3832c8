/** Pieces as models send them: each word with the space before it. */
export function splitWords(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

/** Splits a text into `count` pieces of nearly equal length, or one per character when it is shorter. */
export function splitEvenly(text: string, count: number): string[] {
  const characters = Array.from(text);
  const pieces = Math.max(1, Math.min(count, characters.length));
  return Array.from({ length: pieces }, (_, index) =>
    characters
      .slice(
        Math.floor((index * characters.length) / pieces),
        Math.floor(((index + 1) * characters.length) / pieces),
      )
      .join(""),
  );
}

/** Exactly `count` words, going through the text again when it is too short. */
export function repeatWords(text: string, count: number): string[] {
  const words = splitWords(text);
  return Array.from({ length: count }, (_, index) => {
    const word = words[index % words.length] ?? "";
    const isNewRound = index > 0 && index % words.length === 0;
    return isNewRound ? `\n\n${word.trimStart()}` : word;
  });
}
