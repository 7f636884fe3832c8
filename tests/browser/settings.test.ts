import { locales } from "@pulse/contracts/locales";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, pathIn, readTexts, signInOnScreen } from "../lib/browser.ts";
import { places } from "../lib/places.ts";
import { signIn } from "../lib/visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("the settings of a person", () => {
  it("turns every number to Arabic-Indic digits and back, through reloads", async () => {
    const texts = await readTexts("ar");
    const { page, misdeeds } = await signInOnScreen(browser, places(), "ar");
    for (const [choice, shown, hidden] of [
      ["arab", /[٠-٩]/, /[0-9]/],
      ["latn", /[0-9]/, /[٠-٩]/],
    ] as const) {
      await page.goto(`${places().origin}/settings`);
      await page
        .getByText(texts(`settings.profile.digitChoices.${choice}`), { exact: true })
        .click();
      await page.getByText(texts("settings.profile.saved")).waitFor();
      for (const path of ["/usage", "/plans"]) {
        await page.goto(places().origin + path, { waitUntil: "networkidle" });
        const numbers = await numbersIn(page);
        expect(numbers, path).toMatch(shown);
        expect(numbers, path).not.toMatch(hidden);
      }
    }
    expect(misdeeds).toEqual([]);
    await page.context().close();
  });

  it("moves to the other language with the whole page", async () => {
    const texts = await readTexts("en");
    const { page } = await signInOnScreen(browser, places(), "ar");
    await page.goto(`${places().origin}/settings`);
    await page.getByText("English", { exact: true }).click();
    await page.waitForURL("**/en/settings");
    await page.getByRole("heading", { name: texts("settings.title") }).waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
    await page.context().close();
  });
});

describe.each(locales)("keys and devices (%s)", (locale) => {
  it("shows a new key this once, lets it work, and revokes it", async () => {
    const texts = await readTexts(locale);
    const { page, misdeeds } = await signInOnScreen(browser, places(), locale);
    await page.goto(places().origin + pathIn(locale, "/settings/api-keys"));
    await page.getByRole("button", { name: texts("settings.apiKeys.create") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(texts("settings.apiKeys.name")).fill("موقع الشركة");
    await dialog.getByRole("button", { name: texts("settings.apiKeys.create") }).click();
    const key = await dialog.getByLabel(texts("settings.apiKeys.key"), { exact: true }).innerText();
    const listModels = () =>
      fetch(`${places().origin}/gateway/v1/models`, {
        headers: { authorization: `Bearer ${key}` },
      });
    expect((await listModels()).status).toBe(200);
    await dialog.getByRole("button", { name: texts("settings.apiKeys.done") }).click();
    await page.getByText("موقع الشركة").waitFor();
    await page.reload();
    await page.getByText("موقع الشركة").waitFor();
    expect(await page.content()).not.toContain(key);

    await page.getByRole("button", { name: /موقع الشركة/ }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: texts("settings.apiKeys.revoke"), exact: true })
      .click();
    await page.getByText(texts("settings.apiKeys.revoked")).waitFor();
    await expect.poll(async () => (await listModels()).status, { timeout: 20_000 }).toBe(401);
    expect(misdeeds).toEqual([]);
    await page.context().close();
  });

  it("ends the session of another device, which is led to the sign-in page", async () => {
    const texts = await readTexts(locale);
    const { page, email } = await signInOnScreen(browser, places(), locale);
    const other = await openSecondDevice(email);
    await other.goto(places().origin + pathIn(locale, "/settings"), { waitUntil: "networkidle" });
    await page.goto(places().origin + pathIn(locale, "/settings/devices"));
    await page
      .getByRole("button", { name: texts("settings.devices.revokeOthers"), exact: true })
      .click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: texts("settings.devices.revokeOthers") })
      .click();
    await page.getByText(texts("settings.devices.othersRevoked")).waitFor();
    await other.reload();
    await other.waitForURL(`**${pathIn(locale, "/sign-in")}?*`);
    await page.reload();
    await page.getByText(texts("settings.devices.alone")).waitFor();
    await Promise.all([page.context().close(), other.context().close()]);
  });
});

/** What stands on the page in digits, without the names and addresses that people gave. */
async function numbersIn(page: Page): Promise<string> {
  const figures = await page.locator(".tabular-nums").allInnerTexts();
  return figures.join(" ");
}

async function openSecondDevice(email: string): Promise<Page> {
  const { cookies } = await signIn(places(), email);
  const context = await browser.newContext();
  await context.addCookies(
    [...cookies].map(([name, value]) => ({ name, value, url: places().origin })),
  );
  return context.newPage();
}
