import * as fc from "fast-check";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { estimateChatTokens, estimateTokens } from "./estimate-tokens.ts";

const samples: [name: string, text: string][] = [
  [
    "modern Arabic",
    "تهدف هذه المنصة إلى مساعدة الطلاب والباحثين عن عمل على كتابة سيرهم الذاتية وإعداد العروض التقديمية بسرعة، مع حفظ خصوصية بياناتهم وإظهار ما بقي من رصيدهم في كل لحظة.",
  ],
  [
    "Arabic with every vowel mark",
    "إِنَّ الْعِلْمَ نُورٌ يَقْذِفُهُ اللَّهُ فِي قَلْبِ مَنْ يَشَاءُ، وَالْجَهْلُ ظُلُمَاتٌ بَعْضُهَا فَوْقَ بَعْضٍ.",
  ],
  ["Egyptian with emoji", "يا جماعة ازيكم 😂😂 انا عايز اعرف ايه احسن موبايل دلوقتي؟؟ ❤️🙏🏽"],
  ["Arabic with tatweel", "مــرحــبــا بــكــم فــي مــوقــعــنــا"],
  ["Arabic with Latin terms", "استخدم TypeScript مع Fastify 5 لبناء واجهة API سريعة وآمنة."],
  [
    "Arabic digits and punctuation",
    "في ٢١ تشرين الثاني ٢٠٢٦، بلغ المجموع ١٬٢٣٤٫٥٦ د.أ؛ أليس كذلك؟",
  ],
  [
    "English",
    "The quick brown fox jumps over the lazy dog, and then it writes a long letter about what it has seen on the way.",
  ],
  [
    "TypeScript",
    'export async function createChat(context: Context, input: CreateChat): Promise<Chat> {\n  requireRole(context, "member");\n  return transaction(context, async (tx) => insertChat(tx, { ...input, id: 42 }));\n}',
  ],
  ["JSON", '{"id":"cnv_8k2","items":[1,2,3],"nested":{"a":null,"b":true},"price":1234.5678}'],
  ["Markdown table", "| Name | Price |\n|---|---:|\n| Starter | 3 JD |\n| Pro | 5 JD |\n"],
  ["emoji", "😀😃😄😁😆🥹😅😂🤣🥲☺️😊👨‍👩‍👧‍👦🏳️‍🌈🇯🇴"],
  ["Chinese and Japanese", "人工智能正在改变我们的生活方式。日本語の文章もここにあります。"],
  ["formula", "$$ S_n = \\frac{1 - p^n}{1 - p} \\quad \\text{for } p \\neq 1 $$"],
  ["numbers", "3.14159265358979323846 2026-11-21T06:46:43Z 192.168.0.1 +962 7 9012 3456"],
];

describe("estimateTokens", () => {
  it.each(samples)(
    "is not below the tokenizer's count and not wildly above it: %s",
    (_name, text) => {
      const counted = countTokens(text);
      expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted);
      expect(estimateTokens(text)).toBeLessThanOrEqual(counted * 3 + 8);
    },
  );

  it("never falls when text is added", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...samples.map(([, sample]) => sample)),
    );
    fc.assert(
      fc.property(text, text, (first, second) => {
        expect(estimateTokens(first + second)).toBeGreaterThanOrEqual(estimateTokens(first));
        expect(estimateTokens(first + second)).toBeGreaterThanOrEqual(estimateTokens(second));
      }),
    );
  });

  it("is nothing for nothing", () => {
    expect(estimateTokens("")).toBe(0);
  });
});

describe("estimateChatTokens", () => {
  it("counts what surrounds each message", () => {
    const message = { role: "user", content: "مرحبا" };
    expect(estimateChatTokens([message, message])).toBeGreaterThan(2 * estimateTokens("مرحبا"));
    expect(estimateChatTokens([])).toBe(0);
  });
});
