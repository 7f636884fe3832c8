import { type MailContent, type Piece } from "./mail-content.ts";

const firstStrongIsolate = "\u2068";
const popIsolate = "\u2069";

/**
 * A mail as plain text. Pieces are isolated by Unicode's own marks (UAX #9), except links, which must stay as they are
 * so that programs find their ends.
 */
export function mailText(content: MailContent): string {
  const lines = [
    content.heading,
    ...content.paragraphs.map(textOf),
    `${content.action.label}:\n${content.action.url}`,
    ...content.notes.map(textOf),
  ];
  return `${lines.join("\n\n")}\n`;
}

function textOf(pieces: Piece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === "string" ? piece : `${firstStrongIsolate}${piece.isolated}${popIsolate}`,
    )
    .join("");
}
