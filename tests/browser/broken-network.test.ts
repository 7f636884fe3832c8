import { locales } from "@pulse/contracts/locales";
import { type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBreakableNetwork } from "../lib/breakable-network.ts";
import { ask, lastAnswer, openBrowser, readTexts, signInOnScreen } from "../lib/browser.ts";
import { places } from "../lib/places.ts";
import { countedWords, wordsIn } from "../lib/words.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(locales)("a network lost in the middle of an answer (%s)", (locale) => {
  it("is named, and the answer is whole and there once when it is back", async () => {
    const texts = await readTexts(locale);
    await using network = await openBreakableNetwork();
    const { proxy } = network;
    const { page, misdeeds } = await signInOnScreen(browser, places(), locale, { proxy });
    const said = countedWords(60);
    await ask(page, texts, `[[sim: gapMs=80 text=${said}]]`);
    await lastAnswer(page).getByText("كلمة5").waitFor();
    network.cut();
    await page.context().setOffline(true);
    await page.getByText(texts("chat.reconnecting")).waitFor();
    network.mend();
    await page.context().setOffline(false);
    await lastAnswer(page).getByText("كلمة60").waitFor();
    await lastAnswer(page)
      .getByRole("button", { name: texts("chat.receipt.title") })
      .waitFor({ state: "attached" });
    expect(wordsIn(await lastAnswer(page).innerText())).toEqual(said.split(" "));
    expect(await page.getByRole("article").count()).toBe(1);
    expect(misdeeds).toEqual([]);
    await page.context().close();
  });
});
