/** What the scanner is inside of; only a fence or display mathematics may hold blank lines. */
type Inside =
  | { kind: "text" }
  | { kind: "list" }
  | { kind: "fence"; marker: string }
  | { kind: "math" };

const fenceStart = /^ {0,3}(`{3,}|~{3,})/;
const listMarker = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
/** A line still being written that may yet turn out to be a list marker. */
const maybeListMarker = /^\s*(?:[-*+]|\d{0,9}[.)]?)?\s*$/;
const indented = /^(?: {2,}|\t)/;

/**
 * Cuts Markdown into pieces at blank lines between top-level blocks. Joined, the pieces are the source;
 * of a growing source every piece but the last is final, so it need never be parsed again.
 */
export function splitBlocks(source: string): string[] {
  const blocks: string[] = [];
  let current = "";
  let inside: Inside = { kind: "text" };
  let isAfterBlank = false;
  for (const line of linesOf(source)) {
    const isBlank = line.trim() === "";
    if (isAfterBlank && !isBlank && !continues(inside, line)) {
      blocks.push(current);
      current = "";
      inside = { kind: "text" };
    }
    current += line;
    inside = isBlank ? inside : nextInside(inside, line);
    isAfterBlank = isBlank && inside.kind !== "fence" && inside.kind !== "math";
  }
  if (current !== "") blocks.push(current);
  return blocks;
}

/** Whether a line after a blank one still belongs to the block before. */
function continues(inside: Inside, line: string): boolean {
  if (inside.kind !== "list") return false;
  if (!line.endsWith("\n") && maybeListMarker.test(line)) return true;
  return listMarker.test(line) || indented.test(line);
}

function nextInside(inside: Inside, line: string): Inside {
  if (inside.kind === "fence") return closesFence(inside.marker, line) ? { kind: "text" } : inside;
  if (inside.kind === "math") return line.trimEnd().endsWith("$$") ? { kind: "text" } : inside;
  const marker = fenceStart.exec(line)?.[1];
  if (marker !== undefined) return { kind: "fence", marker };
  const trimmed = line.trim();
  if (trimmed.startsWith("$$")) {
    const isOneLine = trimmed.length > 3 && trimmed.endsWith("$$");
    return isOneLine ? { kind: "text" } : { kind: "math" };
  }
  if (listMarker.test(line)) return { kind: "list" };
  return inside;
}

/** A fence closes with at least as many of the same marks, at the end of a whole line. */
function closesFence(marker: string, line: string): boolean {
  const trimmed = line.trim();
  return (
    line.endsWith("\n") &&
    trimmed.length >= marker.length &&
    trimmed === marker[0]?.repeat(trimmed.length)
  );
}

function linesOf(source: string): string[] {
  return source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
