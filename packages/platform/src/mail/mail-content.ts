import { type Locale } from "@pulse/contracts/locales";

/**
 * A piece of a sentence: plain text, or a piece whose direction may differ from its sentence's (a name, a number, an
 * address) and that is isolated so that neither reorders the other.
 */
export type Piece = string | { isolated: string };

/** What a mail says, before it becomes HTML and text. */
export interface MailContent {
  locale: Locale;
  subject: string;
  heading: string;
  paragraphs: Piece[][];
  action: { label: string; url: string };
  /** Small print under the button. */
  notes: Piece[][];
}

/** Marks a piece as isolated. */
export function isolated(text: string): Piece {
  return { isolated: text };
}
