import { type CatalogueModel, type Prices } from "./catalogue-model.ts";

type Entry = Omit<CatalogueModel, "id" | "provider" | "longPrompt" | "created"> & {
  released: string;
  longPrompt?: CatalogueModel["longPrompt"];
};

/** From US dollars per million tokens, as vendors print them. */
function usd(input: number, cacheRead: number, cacheWrite: number, output: number): Prices {
  const micro = (dollars: number) => Math.round(dollars * 1_000_000);
  return {
    inputMicroUsd: micro(input),
    cacheReadMicroUsd: micro(cacheRead),
    cacheWriteMicroUsd: micro(cacheWrite),
    outputMicroUsd: micro(output),
  };
}

const all = ["chat", "vision", "reasoning", "tools", "json"] as const;

/** Source: https://developers.openai.com/api/docs/pricing and .../docs/models, November 2026. */
const openai: Entry[] = [
  {
    nativeId: "gpt-6.1-sol",
    aliases: ["gpt-6.1-sol"],
    displayName: "GPT-6.1 Sol",
    description: {
      ar: "نموذج متوازن للعمل اليومي: كتابة وتحليل وبرمجة.",
      en: "Balanced for everyday work: writing, analysis and code.",
    },
    contextWindow: 1_050_000,
    outputTokensMax: 128_000,
    capabilities: all,
    prices: usd(2, 0.1, 2.5, 10),
    longPrompt: { aboveInputTokens: 272_000, prices: usd(4, 0.2, 5, 15) },
    released: "2026-09-30",
  },
  {
    nativeId: "gpt-6-luna",
    aliases: ["gpt-6-luna"],
    displayName: "GPT-6 Luna",
    description: {
      ar: "سريع وقليل الكلفة للمهام القصيرة والمتكررة.",
      en: "Fast and inexpensive for short, frequent tasks.",
    },
    contextWindow: 1_050_000,
    outputTokensMax: 128_000,
    capabilities: all,
    prices: usd(0.1, 0.01, 0.125, 0.5),
    longPrompt: { aboveInputTokens: 272_000, prices: usd(0.2, 0.02, 0.25, 0.75) },
    released: "2026-09-22",
  },
  {
    nativeId: "gpt-6-astra",
    aliases: ["gpt-6-astra"],
    displayName: "GPT-6 Astra",
    description: {
      ar: "الأقوى من OpenAI للمسائل الصعبة والبحث المتعمّق.",
      en: "OpenAI's most capable, for hard problems and deep research.",
    },
    contextWindow: 1_050_000,
    outputTokensMax: 128_000,
    capabilities: all,
    prices: usd(10, 1, 12.5, 50),
    longPrompt: { aboveInputTokens: 272_000, prices: usd(20, 2, 25, 75) },
    released: "2026-09-03",
  },
  {
    nativeId: "gpt-4.1-mini",
    aliases: ["gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"],
    displayName: "GPT-4.1 mini",
    description: {
      ar: "نموذج خفيف يجيب فورًا، ويقبل ضبط درجة الإبداع.",
      en: "A light model that answers at once and lets you set its temperature.",
    },
    contextWindow: 1_047_576,
    outputTokensMax: 32_768,
    capabilities: ["chat", "vision", "tools", "json"],
    prices: usd(0.4, 0.1, 0.4, 1.6),
    released: "2025-04-14",
  },
];

/** Source: https://platform.claude.com/docs/en/about-claude/pricing, November 2026. */
const anthropic: Entry[] = [
  {
    nativeId: "claude-opus-5-5",
    aliases: ["claude-opus-5-5"],
    displayName: "Claude Opus 5.5",
    description: {
      ar: "للمهام المعقّدة والطويلة التي تحتاج إلى تفكير دقيق.",
      en: "For long, complex tasks that need careful thought.",
    },
    contextWindow: 1_000_000,
    outputTokensMax: 128_000,
    capabilities: all,
    prices: usd(4, 0.2, 5, 20),
    released: "2026-09-15",
  },
  {
    nativeId: "claude-sonnet-5-5",
    aliases: ["claude-sonnet-5-5"],
    displayName: "Claude Sonnet 5.5",
    description: {
      ar: "أسلوب كتابة طبيعي وسرعة جيدة لمعظم الأعمال.",
      en: "Natural writing and good speed for most work.",
    },
    contextWindow: 1_000_000,
    outputTokensMax: 128_000,
    capabilities: all,
    prices: usd(2, 0.1, 2.5, 10),
    released: "2026-09-28",
  },
  {
    nativeId: "claude-haiku-5-5",
    aliases: ["claude-haiku-5-5"],
    displayName: "Claude Haiku 5.5",
    description: {
      ar: "الأسرع والأوفر من Anthropic للأسئلة اليومية.",
      en: "Anthropic's fastest and cheapest, for everyday questions.",
    },
    contextWindow: 1_000_000,
    outputTokensMax: 128_000,
    capabilities: all,
    prices: usd(0.1, 0.01, 0.125, 0.5),
    longPrompt: { aboveInputTokens: 100_000, prices: usd(0.5, 0.05, 0.625, 2.5) },
    released: "2026-10-07",
  },
];

/**
 * Source: https://ai.google.dev/gemini-api/docs/pricing, November 2026. List prices: the introductory half price of
 * Gemini 4 ends with November 2026, that of Gemini 3.8 with the year.
 */
const google: Entry[] = [
  {
    nativeId: "gemini-4-argon",
    aliases: ["gemini-4-argon"],
    displayName: "Gemini 4 Argon",
    description: {
      ar: "الأقوى من Google للبرمجة والمستندات الطويلة.",
      en: "Google's most capable, for code and long documents.",
    },
    contextWindow: 1_048_576,
    outputTokensMax: 65_536,
    capabilities: all,
    prices: usd(4, 0.2, 4, 20),
    released: "2026-09-30",
  },
  {
    nativeId: "gemini-3.8-flash",
    aliases: ["gemini-3.8-flash"],
    displayName: "Gemini 3.8 Flash",
    description: {
      ar: "سريع ومتعدّد الاستعمالات، وجودته عالية في العربية.",
      en: "Fast and versatile, strong in Arabic.",
    },
    contextWindow: 1_048_576,
    outputTokensMax: 65_536,
    capabilities: all,
    prices: usd(1.5, 0.15, 1.5, 7.5),
    released: "2026-09-01",
  },
  {
    nativeId: "gemini-2.5-flash-lite",
    aliases: ["gemini-2.5-flash-lite"],
    displayName: "Gemini 2.5 Flash-Lite",
    description: {
      ar: "اقتصادي جدًا للتلخيص والترجمة والمهام البسيطة.",
      en: "Very economical for summaries, translation and simple tasks.",
    },
    contextWindow: 1_048_576,
    outputTokensMax: 65_536,
    capabilities: all,
    prices: usd(0.1, 0.01, 0.1, 0.4),
    released: "2025-07-22",
  },
];

/** The models of the vendors that Pulse knows by itself; compatible servers bring their own by configuration. */
export const vendorModels: readonly CatalogueModel[] = Object.entries({
  openai,
  anthropic,
  google,
}).flatMap(([provider, entries]) =>
  entries.map(({ released, longPrompt = null, ...entry }) => ({
    ...entry,
    id: `${provider}:${entry.nativeId}`,
    provider,
    longPrompt,
    created: Date.parse(released) / 1000,
  })),
);
