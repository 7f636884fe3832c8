const titleGraphemesMax = 60;
const titleWordsMin = 2;

/**
 * A title for a conversation from its first message: the first sentence, or as many whole words as fit, without
 * Markdown marks, code, links' addresses or a simulator's script. Never cuts inside a grapheme, so that
 * an Arabic letter keeps its vowel marks and an emoji its parts. May be empty.
 */
export function titleFromMessage(content: string): string {
  const prose = withoutMarkdown(content);
  const line = prose.split("\n").map(collapse).find(Boolean) ?? "";
  const sentence = firstSentence(line);
  return cutAtWord(sentence, titleGraphemesMax);
}

function withoutMarkdown(content: string): string {
  return content
    .replace(/\[\[sim:[\s\S]*?\]\]/g, " ")
    .replace(/```[\s\S]*?(?:```|$)/g, "\n")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>+|[-*+]|\d+[.)])[ \t]+/gm, "")
    .replace(/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, "")
    .replace(/<[^>\n]*>/g, " ")
    .replace(/(\*\*|__|~~|`)/g, "")
    .replace(/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, "");
}

function collapse(line: string): string {
  return line.replace(/\s+/g, " ").trim();
}

/** The line up to its first full stop or question mark, when at least two words stand before it. */
function firstSentence(line: string): string {
  for (const { index } of line.matchAll(/[.!?؟。！？](?=\s|$)/g)) {
    const sentence = line.slice(0, index + 1);
    if (sentence.split(" ").length >= titleWordsMin) return sentence.replace(/[.。]$/, "");
  }
  return line;
}

function cutAtWord(text: string, graphemesMax: number): string {
  const graphemes = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  if (graphemes.length <= graphemesMax) return text;
  const head = graphemes.slice(0, graphemesMax - 1);
  const lastSpace = head.lastIndexOf(" ");
  const kept = lastSpace > 0 ? head.slice(0, lastSpace) : head;
  return `${kept.join("").replace(/[\s،؛,;:.-]+$/u, "")}…`;
}
