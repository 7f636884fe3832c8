import * as fc from "fast-check";
import { expect, it } from "vitest";
import { titleFromMessage } from "./title-from-message.ts";

const graphemesOf = (text: string) => [...new Intl.Segmenter().segment(text)].length;

it.each([
  ["ما عاصمة الأردن؟", "ما عاصمة الأردن؟"],
  ["اكتب لي قصيدة عن عمّان. ثم ترجمها إلى الإنجليزية.", "اكتب لي قصيدة عن عمّان"],
  ["# خطة السفر\n\n- يوم في البتراء", "خطة السفر"],
  ["**مهم**: اشرح `useEffect` في [React](https://react.dev)", "مهم: اشرح useEffect في React"],
  ["[[sim: chunks=200 gapMs=5]] مرحبًا بك", "مرحبًا بك"],
  ["```ts\nconst a = 1;\n```\nWhat does this do?", "What does this do?"],
  ["Use snake_case_names for node.js 3.5 modules", "Use snake_case_names for node.js 3.5 modules"],
  ["1. first\n2. second", "first"],
  ["Hi! How do I sort a list?", "Hi! How do I sort a list?"],
  ["   \n\n", ""],
])("makes of %j the title %j", (content, title) => {
  expect(titleFromMessage(content)).toBe(title);
});

it("ends a long title after a whole word", () => {
  const title = titleFromMessage("كلمة طويلة جدا ".repeat(20));
  expect(title).toMatch(/^(?:كلمة|طويلة|جدا| )+…$/);
  expect(graphemesOf(title)).toBeLessThanOrEqual(60);
});

it("is short, on one line, and never cuts a grapheme", () => {
  const clusters = fc.constantFrom("مُ", "حَ", "👩‍💻", "🇯🇴", "é", "a", " ", "\n", "*", "`");
  fc.assert(
    fc.property(fc.array(clusters, { maxLength: 200 }), (parts) => {
      const title = titleFromMessage(parts.join(""));
      expect(graphemesOf(title)).toBeLessThanOrEqual(60);
      expect(title).not.toMatch(/[\n\r]/);
      const whole = new Set(
        parts.flatMap((part) => [...new Intl.Segmenter().segment(part)].map((s) => s.segment)),
      );
      if (title.endsWith("…")) {
        const last = [...new Intl.Segmenter().segment(title.slice(0, -1))].at(-1)?.segment ?? "";
        expect(last === "" || whole.has(last) || graphemesOf(last) === 1).toBe(true);
      }
    }),
  );
});
