import { locales } from "@pulse/contracts/locales";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ask,
  lastAnswer,
  openBrowser,
  pathIn,
  readTexts,
  signInOnScreen,
  type Texts,
} from "../lib/browser.ts";
import { places } from "../lib/places.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(locales)("the list of conversations (%s)", (locale) => {
  it("renames, finds by Arabic however it is spelt, and deletes", async () => {
    const texts = await readTexts(locale);
    const { page, misdeeds } = await signInOnScreen(browser, places(), locale);
    await converse(page, texts, "خطة رحلة", "[[sim: text=تمام]]");
    await page.goto(places().origin + pathIn(locale, "/chat"));
    await converse(page, texts, "وصفة كنافة", "[[sim: text=حاضر]]");

    await openMenu(page, texts, "خطة رحلة");
    await page.getByRole("menuitem", { name: texts("shell.conversations.rename") }).click();
    const field = page.getByRole("textbox", { name: texts("shell.conversations.rename") });
    await field.fill("رسالة إلى أحمد في المدرسة");
    await field.press("Enter");
    await titleIn(page, "رسالة إلى أحمد في المدرسة").waitFor();

    const search = page.getByRole("textbox", { name: texts("shell.conversations.search") });
    for (const spelling of ["احمد", "المدرسه", "أَحْمَد", "رســالة"]) {
      await search.fill(spelling);
      await titleIn(page, "وصفة كنافة").waitFor({ state: "detached" });
      await titleIn(page, "رسالة إلى أحمد في المدرسة").waitFor();
      await search.fill("");
      await titleIn(page, "وصفة كنافة").waitFor();
    }

    await openMenu(page, texts, "رسالة إلى أحمد");
    await page.getByRole("menuitem", { name: texts("shell.conversations.delete") }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: texts("shell.conversations.delete") })
      .click();
    await page.getByText(texts("shell.conversations.deleted")).waitFor();
    await page.reload();
    await titleIn(page, "وصفة كنافة").waitFor();
    expect(await titleIn(page, "رسالة إلى أحمد في المدرسة").count()).toBe(0);
    expect(misdeeds).toEqual([]);
    await page.context().close();
  });
});

/** Begins a conversation whose title the list then shows. */
async function converse(page: Page, texts: Texts, title: string, script: string): Promise<void> {
  await ask(page, texts, `${title} ${script}`);
  await lastAnswer(page)
    .getByRole("button", { name: texts("chat.receipt.title") })
    .waitFor({ state: "attached" });
  await titleIn(page, title).waitFor();
}

function titleIn(page: Page, title: string) {
  return page.getByRole("complementary").getByRole("link", { name: title });
}

async function openMenu(page: Page, texts: Texts, title: string): Promise<void> {
  const [before = ""] = texts("shell.conversations.menu").split("{title}");
  await titleIn(page, title).hover();
  await page.getByRole("button", { name: `${before}${title}` }).click();
}
