/** A provider's text as the database can keep it: U+FFFD for U+0000 and for half a surrogate pair. */
export function storableText(text: string): string {
  const wellFormed = text.toWellFormed();
  return wellFormed.includes("\0") ? wellFormed.replaceAll("\0", "\uFFFD") : wellFormed;
}
