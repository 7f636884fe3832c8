import { textRule } from "./rule.ts";

const palette =
  "(?:slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose|black|white)";
const utility = new RegExp(
  `(?:^|[\\s:!-])(?:text|bg|border|ring|fill|stroke|from|via|to|outline|decoration|accent|caret|shadow|divide|placeholder)-${palette}(?:-\\d{2,3})?(?:/\\d+)?(?=$|\\s)`,
);
const literal =
  /(?:^|[\s[(,:])(?:#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?=$|[\s\]),;])|(?:rgb|rgba|hsl|hsla|oklch|oklab)\()/i;

/** The colour that a text names outside the token file, or null. Exported for its table test. */
export function namedColour(text: string): string | null {
  return (utility.exec(text) ?? literal.exec(text))?.[0].trim() ?? null;
}

/** Colours come from the tokens only, so that light, dark and contrast are decided in one place. */
export const tokenColours = textRule((text) => {
  const colour = namedColour(text);
  return colour === null ? null : `"${colour}" names a colour: use a semantic token.`;
});
