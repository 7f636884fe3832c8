import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];

/** OKLCH to linear sRGB; matrices from the CSS Color 4 specification, section 18. */
function linearRgb(lightness: number, chroma: number, hueDegrees: number): Rgb {
  const hue = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [high, low] = [luminance(one), luminance(other)].toSorted((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function tokensOf(selector: string): Map<string, Rgb> {
  const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  const tokens = [...block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  return new Map(
    tokens.map(([, name = "", l, c, h]) => [name, linearRgb(Number(l), Number(c), Number(h))]),
  );
}

const surfaces = ["surface", "surface-raised", "surface-sunken", "surface-hover", "surface-tint"];
const pairs: { ink: string; on: string[]; ratio: number }[] = [
  { ink: "ink", on: [...surfaces, "accent-soft", "code-surface"], ratio: 7 },
  { ink: "ink-muted", on: surfaces, ratio: 4.5 },
  { ink: "accent", on: [...surfaces, "accent-soft"], ratio: 4.5 },
  { ink: "accent-ink", on: ["accent", "accent-hover"], ratio: 4.5 },
  { ink: "negative-ink", on: ["negative", "negative-hover"], ratio: 4.5 },
  { ink: "positive", on: ["surface", "surface-raised", "positive-soft"], ratio: 4.5 },
  {
    ink: "warning",
    on: ["surface", "surface-raised", "surface-sunken", "warning-soft"],
    ratio: 4.5,
  },
  {
    ink: "negative",
    on: ["surface", "surface-raised", "surface-sunken", "negative-soft"],
    ratio: 4.5,
  },
  ...["comment", "keyword", "string", "number", "name"].map((name) => ({
    ink: `code-${name}`,
    on: ["code-surface"],
    ratio: 4.5,
  })),
  { ink: "focus", on: surfaces, ratio: 3 },
  { ink: "line-strong", on: ["surface", "surface-raised", "surface-sunken"], ratio: 3 },
];

describe.each([":root", ".dark"])("tokens of %s", (selector) => {
  const tokens = tokensOf(selector);
  const cases = pairs.flatMap(({ ink, on, ratio }) => on.map((ground) => ({ ink, ground, ratio })));
  it.each(cases)("$ink on $ground reads at $ratio:1 or better", ({ ink, ground, ratio }) => {
    const [front, back] = [tokens.get(ink), tokens.get(ground)];
    expect(front, ink).toBeDefined();
    expect(back, ground).toBeDefined();
    expect(contrast(front!, back!)).toBeGreaterThanOrEqual(ratio);
  });
});
