import { type MailContent, type Piece } from "./mail-content.ts";

/** System fonts only: nothing is fetched when a mail is opened. The first ones have good Arabic letters. */
const fonts = "'Segoe UI','Geeza Pro','Noto Sans Arabic',Tahoma,Arial,sans-serif";
const styles = {
  body: `margin:0;padding:24px 12px;background:#f4f4f1;font-family:${fonts};color:#1c1c1a`,
  card: "width:100%;max-width:520px;background:#ffffff;border:1px solid #e2e2dc;border-radius:12px",
  brand: "padding:24px 32px 0;font-size:15px;font-weight:700;color:#0f766e",
  cell: "padding:12px 32px 32px",
  heading: "margin:0 0 16px;font-size:22px;line-height:1.5;font-weight:700",
  paragraph: "margin:0 0 14px;font-size:16px;line-height:1.8",
  buttonCell: "border-radius:8px;background:#0f766e",
  button: `display:inline-block;padding:12px 28px;font-family:${fonts};font-size:16px;font-weight:700;line-height:1.5;color:#ffffff;text-decoration:none`,
  note: "margin:16px 0 0;font-size:13px;line-height:1.7;color:#5f5f58",
  // A long address moves to a line of its own before it is broken.
  isolated: "display:inline-block;max-width:100%;overflow-wrap:anywhere",
  link: "color:#5f5f58;word-break:break-all",
};

/**
 * A mail as HTML that old mail programs lay out too: one table, styles in place, direction and language on every
 * block (some programs drop them from `html`), no letter spacing, which would break Arabic joining.
 */
export function mailHtml(content: MailContent): string {
  const { locale, action } = content;
  const direction = locale === "ar" ? "rtl" : "ltr";
  const align = locale === "ar" ? "right" : "left";
  const whole = locale === "ar" ? "أو يمكن نسخ الرابط:" : "Or copy the link:";
  const url = escapeHtml(action.url);
  const paragraphs = content.paragraphs.map((pieces) => block(styles.paragraph, direction, pieces));
  const notes = content.notes.map((pieces) => block(styles.note, direction, pieces));
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${escapeHtml(content.subject)}</title>
</head>
<body lang="${locale}" dir="${direction}" style="${styles.body}">
<table role="presentation" dir="${direction}" align="center" cellpadding="0" cellspacing="0" style="${styles.card}">
<tr><td align="${align}" style="${styles.brand}"><bdi dir="ltr">Pulse</bdi></td></tr>
<tr><td align="${align}" dir="${direction}" style="${styles.cell}">
<h1 dir="${direction}" style="${styles.heading}">${escapeHtml(content.heading)}</h1>
${paragraphs.join("\n")}
<table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="${styles.buttonCell}"><a href="${url}" style="${styles.button}">${escapeHtml(action.label)}</a></td></tr></table>
${notes.join("\n")}
<p dir="${direction}" style="${styles.note}">${whole}<br><a dir="ltr" href="${url}" style="${styles.link}">${url}</a></p>
</td></tr>
</table>
</body>
</html>
`;
}

function block(style: string, direction: string, pieces: Piece[]): string {
  const text = pieces.map((piece) =>
    typeof piece === "string"
      ? escapeHtml(piece)
      : `<bdi style="${styles.isolated}">${escapeHtml(piece.isolated)}</bdi>`,
  );
  return `<p dir="${direction}" style="${style}">${text.join("")}</p>`;
}

/** Text that stands for itself in HTML, in and out of attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
