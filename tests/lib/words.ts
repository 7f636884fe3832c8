/** Words of a scripted answer that can be counted: each stands in it exactly once. */
export function countedWords(count: number): string {
  return Array.from({ length: count }, (_, index) => `كلمة${index + 1}`).join(" ");
}

export function wordsIn(text: string): string[] {
  return text.match(/كلمة\d+/g) ?? [];
}
