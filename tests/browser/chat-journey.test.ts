import { locales } from "@pulse/contracts/locales";
import { type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ask,
  composerField,
  openBrowser,
  pathIn,
  readTexts,
  signInOnScreen,
} from "../lib/browser.ts";
import { places } from "../lib/places.ts";
import { countedWords, wordsIn } from "../lib/words.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(locales)("a person in a browser (%s)", (locale) => {
  it("signs in by the mailed link, chats, and sees meter and receipt agree", async () => {
    const texts = await readTexts(locale);
    const { page, misdeeds } = await signInOnScreen(browser, places(), locale);
    const direction = await page.locator("html").getAttribute("dir");
    expect(direction).toBe(locale === "ar" ? "rtl" : "ltr");
    await ask(page, texts, locale === "ar" ? "ما عاصمة الأردن؟" : "What is the capital of Jordan?");
    const answer = page.getByRole("article").last();
    await answer.getByRole("button", { name: texts("chat.receipt.title") }).click();
    const receipt = page.getByRole("dialog", { name: texts("chat.receipt.title") });
    const charged = /[\d,]+/.exec(
      (await receipt.getByText(texts("chat.receipt.charged")).locator("..").textContent()) ?? "",
    )?.[0];
    const usage = await page.request.get(`${places().origin}/api/v1/usage`);
    const { tokens } = (await usage.json()) as { tokens: { used: number } };
    expect(Number(charged?.replaceAll(",", ""))).toBe(tokens.used);
    expect(misdeeds).toEqual([]);
    await page.context().close();
  });

  it("finds the answer whole, once, after a reload in the middle and in a second tab", async () => {
    const texts = await readTexts(locale);
    const { page, misdeeds } = await signInOnScreen(browser, places(), locale);
    const said = countedWords(60);
    await ask(page, texts, `[[sim: gapMs=80 text=${said}]]`);
    await page.getByRole("article").last().getByText("كلمة5").waitFor();
    await page.waitForURL(`**${pathIn(locale, "/chat")}/cnv_*`);
    await page.reload();
    const second = await page.context().newPage();
    await second.goto(page.url());
    for (const tab of [page, second]) {
      const answer = tab.getByRole("article").last();
      await answer.getByText("كلمة60").waitFor();
      await answer
        .getByRole("button", { name: texts("chat.receipt.title") })
        .waitFor({ state: "attached" });
      expect(wordsIn(await answer.innerText())).toEqual(said.split(" "));
    }
    expect(misdeeds).toEqual([]);
    await page.context().close();
  });

  it("stops an answer, keeps what came, and can ask again", async () => {
    const texts = await readTexts(locale);
    const { page } = await signInOnScreen(browser, places(), locale);
    await ask(page, texts, `[[sim: gapMs=60 text=${countedWords(200)}]]`);
    await page.getByRole("article").last().getByText("كلمة5").waitFor();
    await page.getByRole("button", { name: texts("chat.stop") }).click();
    await page.getByText(texts("chat.stopped"), { exact: true }).first().waitFor();
    const kept = wordsIn(await page.getByRole("article").last().innerText());
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.length).toBeLessThan(200);
    await page.reload();
    await page.getByText(texts("chat.stopped"), { exact: true }).first().waitFor();
    expect(wordsIn(await page.getByRole("article").last().innerText())).toEqual(kept);
    await ask(page, texts, "[[sim: text=وصلت]]");
    await page.getByRole("article").last().getByText("وصلت").waitFor();
    await page.context().close();
  });

  it("edits into a branch, regenerates, and walks between the versions", async () => {
    const texts = await readTexts(locale);
    const { page } = await signInOnScreen(browser, places(), locale);
    await ask(page, texts, "[[sim: text=الجواب الأول]]");
    await page.getByRole("article").last().getByText("الجواب الأول").waitFor();
    await page
      .getByRole("button", { name: texts("chat.edit") })
      .last()
      .click();
    await page
      .getByRole("textbox", { name: texts("chat.edit") })
      .fill("[[sim: text=الجواب الثاني]]");
    await page
      .getByRole("button", { name: texts("chat.send"), exact: true })
      .first()
      .click();
    await page.getByRole("article").last().getByText("الجواب الثاني").waitFor();
    await page
      .getByRole("button", { name: texts("chat.versions.previous") })
      .first()
      .click();
    await page.getByRole("article").last().getByText("الجواب الأول").waitFor();
    await page.reload();
    await page.getByRole("article").last().getByText("الجواب الأول").waitFor();
    await page.context().close();
  });

  it("is told at the end of the quota, in its language, and keeps what it wrote", async () => {
    const texts = await readTexts(locale);
    const { page } = await signInOnScreen(browser, places(), locale);
    await ask(page, texts, "[[sim: chunks=9000 gapMs=0]]");
    await page
      .getByRole("article")
      .last()
      .getByRole("button", { name: texts("chat.receipt.title") })
      .waitFor({ state: "attached" });
    const written = "سؤال لا تتسع له الحصة";
    await ask(page, texts, written);
    await page
      .getByRole("link", { name: texts("chat.upgrade") })
      .first()
      .waitFor();
    const field = composerField(page, texts);
    const shown = `${await field.inputValue()}${await page.getByRole("main").innerText()}`;
    expect(shown).toContain(written);
    await page.context().close();
  });
});
