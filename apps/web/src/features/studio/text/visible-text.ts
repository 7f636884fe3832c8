/** A word longer than this is shown before its end has come. */
const wordCharactersMax = 40;

/**
 * The part of a growing text that may be shown: up to the last whole word, so that joined letters never
 * change shape under the reader's eyes. A finished text is shown whole.
 */
export function visibleText(text: string, isFinished: boolean): string {
  if (isFinished) return text;
  const end = text.search(/\S+$/);
  if (end === -1 || text.length - end > wordCharactersMax) return text;
  return text.slice(0, end);
}
