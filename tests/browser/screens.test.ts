import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { locales, type Locale } from "@pulse/contracts/locales";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, openBrowser, openPage, pathIn, readTexts, signInOnScreen } from "../lib/browser.ts";
import { places } from "../lib/places.ts";

const require = createRequire(import.meta.url);
const publicScreens = ["/", "/sign-in", "/sign-in/verify?token=unknown", "/nowhere"];
const studioScreens = ["/chat", "/usage", "/settings", "/plans"];
let browser: Browser;
let axe: string;
beforeAll(async () => {
  browser = await openBrowser();
  axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
});
afterAll(() => browser.close());

describe.each(locales)("every screen (%s)", (locale) => {
  it.each(["light", "dark"] as const)(
    "is accessible to axe, signed out (%s)",
    async (colorScheme) => {
      const { page } = await openPage(browser, places(), { colorScheme });
      for (const screen of publicScreens) await expectAccessible(page, locale, screen);
      await page.context().close();
    },
  );

  it.each(["light", "dark"] as const)(
    "is accessible to axe, signed in (%s)",
    async (colorScheme) => {
      const texts = await readTexts(locale);
      const { page, misdeeds } = await signInOnScreen(browser, places(), locale, { colorScheme });
      await ask(page, texts, locale === "ar" ? "جدول ومعادلة وشيفرة" : "A table, a formula, code");
      await page
        .getByRole("article")
        .last()
        .getByRole("button", { name: texts("chat.receipt.title") })
        .waitFor({ state: "attached" });
      const conversation = new URL(page.url()).pathname.replace(/^\/en/, "");
      for (const screen of [...studioScreens, conversation])
        await expectAccessible(page, locale, screen);
      expect(misdeeds).toEqual([]);
      await page.context().close();
    },
  );

  it("needs no sideways scrolling at 320 px, which is also 400 % zoom", async () => {
    const { page } = await signInOnScreen(browser, places(), locale, {
      viewport: { width: 320, height: 640 },
    });
    for (const screen of [...publicScreens, ...studioScreens]) {
      await page.goto(places().origin + pathIn(locale, screen), { waitUntil: "networkidle" });
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, screen).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });
});

async function expectAccessible(page: Page, locale: Locale, screen: string): Promise<void> {
  await page.goto(places().origin + pathIn(locale, screen), { waitUntil: "networkidle" });
  await page.evaluate(axe);
  const violations = await page.evaluate(runAxe);
  expect(violations, `${locale} ${screen}`).toEqual([]);
}

/**
 * axe takes joined Arabic for icon ligatures and skips its contrast: it compares a letter's isolated shape
 * with its pixels. Blank pixels make it look at every text.
 */
const runAxe = `(async () => {
  const read = CanvasRenderingContext2D.prototype.getImageData;
  CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) => {
    const data = new ImageData(Math.max(1, width | 0), Math.max(1, height | 0));
    data.data.fill(255);
    return data;
  };
  try {
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 160)).join(" | "));
  } finally {
    CanvasRenderingContext2D.prototype.getImageData = read;
  }
})()`;
