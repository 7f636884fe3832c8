import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { directionOfText, isArabicFence, type Direction } from "./text-direction.ts";

const rtl: string[] = [
  "مرحبًا بك في Pulse",
  "React مكتبة لبناء الواجهات",
  "GPT ما هو؟",
  "Docker هو نظام حاويات يعزل التطبيقات",
  "`npm install` يثبّت الحزم",
  "https://example.com/a/b هو رابط المشروع",
  "info@example.com للتواصل معنا",
  "1. الخطوة الأولى: افتح Terminal",
  "- **TypeScript**: لغة مبنية على JavaScript",
  "- العنصر الأول\n- العنصر الثاني\n- React",
  "## مقدمة إلى Machine Learning",
  "3 خطوات لتشغيل Next.js",
  "$E = mc^2$ معادلة أينشتاين",
  "$$\\int_0^1 x dx$$\nتكامل بسيط",
  "| الاسم | القيمة |\n|---|---|\n| timeout | 30 |",
  "| Name | الوصف بالعربية |\n|---|---|\n| id | رقم المعرّف |",
  "للاتصال: +962 7 9000 0000",
  "السعر $12.50 (USD) تقريبًا",
  "> قال الكاتب: Less is more",
  'استخدم الأمر `git commit -m "first commit of the project"` للحفظ',
  "راجع [التوثيق الرسمي](https://docs.example.com/getting/started/with/the/tool)",
  "HTTP بروتوكول لنقل البيانات",
  "«Clean Code» كتاب مشهور",
  "(Hello) كلمة إنجليزية معناها مرحبًا",
  "C++ و Java لغتان برمجيتان",
  "⚠️ تحذير: لا تحذف الملف",
  "✅ تم",
  "ملف `.env` يحوي المتغيرات",
  "--force خيار خطير",
  "/help يعرض المساعدة",
  "مُحَمَّد رسولُ اللّه",
  "نموذج gpt-4.1-mini من OpenAI سريع ورخيص",
  "PostgreSQL و Redis قواعد بيانات",
  "IBM Plex خط جميل للعربية",
  "نعم",
  "الـAPI الخاص بنا",
  "في 2026 نمت الشركة 20%",
  "REST API تعني واجهة برمجية",
];
const ltr: string[] = [
  "Hello world",
  "Use the `print` function to show text",
  "The capital of Jordan is عمان",
  "عمان is the capital city of Jordan",
  "React is a JavaScript library for building user interfaces",
  "The word سلام means peace in Arabic",
  "1. Open the settings page and choose العربية",
  "| Name | Value |\n|---|---|\n| a | b |",
  "- first item\n- second item",
  "# Getting started with the tool",
  "> To be or not to be",
  "Bonjour tout le monde",
  "Visit https://مثال.com/صفحة for details about the project",
  "Call +962 7 9000 0000 for help",
  "The price is $12.50 in total",
  "Set `المفتاح` to the value you want",
  "We saw أحمد and his friends at the market today",
];
/** Nothing to go by: the hint decides. */
const neutral: string[] = [
  "",
  "123",
  "`code()`",
  "https://example.com",
  "$x^2$",
  "10-20",
  "…",
  "+962 7 9000 0000",
  "🙂",
];

describe("direction of a block of text", () => {
  const hints: Direction[] = ["rtl", "ltr"];
  it.each(rtl.flatMap((text) => hints.map((hint) => ({ text, hint }))))(
    "$text reads right-to-left under hint $hint",
    ({ text, hint }) => {
      expect(directionOfText(text, hint)).toBe("rtl");
    },
  );
  it.each(ltr.flatMap((text) => hints.map((hint) => ({ text, hint }))))(
    "$text reads left-to-right under hint $hint",
    ({ text, hint }) => {
      expect(directionOfText(text, hint)).toBe("ltr");
    },
  );
  it.each(neutral.flatMap((text) => hints.map((hint) => ({ text, hint }))))(
    "$text follows the hint $hint",
    ({ text, hint }) => {
      expect(directionOfText(text, hint)).toBe(hint);
    },
  );

  it.each([...rtl, ...ltr])(
    "%s turns at most twice while it grows under the right hint",
    (text) => {
      const hint: Direction = rtl.includes(text) ? "rtl" : "ltr";
      const steps = Array.from({ length: text.length }, (_, end) =>
        directionOfText(text.slice(0, end + 1), hint, end + 1 === text.length),
      );
      const turns = steps.filter((step, index) => index > 0 && step !== steps[index - 1]).length;
      expect(turns).toBeLessThanOrEqual(2);
    },
  );

  it("keeps right-to-left whatever follows once two Arabic words lead", () => {
    const tail = fc.array(fc.constantFrom("word", "كلمة", "42", "`x`"), { maxLength: 40 });
    fc.assert(
      fc.property(tail, (words) => {
        const text = `كلمة أولى ${words.join(" ")}`;
        expect(directionOfText(text, "ltr", false)).toBe("rtl");
      }),
    );
  });
});

describe("direction of a fence", () => {
  it("reads an Arabic text fence right-to-left", () => {
    expect(isArabicFence("text", "السلام عليكم ورحمة الله")).toBe(true);
    expect(isArabicFence(null, "عنوان: تجربة")).toBe(true);
  });
  it("keeps code left-to-right even with Arabic strings", () => {
    expect(isArabicFence("ts", "const تحية = 'مرحبا بالعالم'")).toBe(false);
    expect(isArabicFence(null, "const greeting = 'مرحبا'")).toBe(false);
  });
});
