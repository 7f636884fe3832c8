import { readFile } from "node:fs/promises";
import { type Locale } from "@pulse/contracts/locales";
import { launchChromium } from "@pulse/scripts/lib/chromium";
import { type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { mailedLink } from "./mailbox.ts";
import { freshEmail, type Places } from "./visitor.ts";

/** One language's messages, by dotted name: what a person reads on the screen. */
export type Texts = (name: string) => string;

export async function readTexts(locale: Locale): Promise<Texts> {
  const url = new URL(`../../apps/web/messages/${locale}.json`, import.meta.url);
  const messages: unknown = JSON.parse(await readFile(url, "utf8"));
  return (name) => {
    const found = name.split(".").reduce<unknown>((node, key) => Object(node)[key], messages);
    if (typeof found !== "string") throw new Error(`no message ${name} in ${locale}`);
    return found;
  };
}

/** A path in a language: Arabic has no prefix. */
export function pathIn(locale: Locale, path: string): string {
  return locale === "ar" ? path : `/en${path === "/" ? "" : path}`;
}

export interface Person {
  page: Page;
  email: string;
  /** What the page did that it must not: script errors, blocked resources, requests to other hosts. */
  misdeeds: string[];
}

export function openBrowser(): Promise<Browser> {
  return launchChromium();
}

/** A fresh browser profile with an open page that is watched for misdeeds. */
export async function openPage(
  browser: Browser,
  places: Places,
  options: BrowserContextOptions = {},
): Promise<Omit<Person, "email">> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const misdeeds: string[] = [];
  page.on("pageerror", (error) => misdeeds.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|hydrat/i.test(message.text()))
      misdeeds.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === new URL(places.origin).origin;
    if (!isOwn && !["data:", "blob:"].includes(url.protocol))
      misdeeds.push(`left for ${url.origin}`);
  });
  return { page, misdeeds };
}

/** Signs in on the screen: address, mail, link, button. */
export async function signInOnScreen(
  browser: Browser,
  places: Places,
  locale: Locale,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const texts = await readTexts(locale);
  const email = freshEmail();
  const { page, misdeeds } = await openPage(browser, places, options);
  await page.goto(places.origin + pathIn(locale, "/sign-in"), { waitUntil: "networkidle" });
  await page.getByLabel(texts("account.signIn.email")).fill(email);
  await page.getByRole("button", { name: texts("account.signIn.submit") }).click();
  await page.goto(await mailedLink(places.mailboxUrl, email, 0), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: texts("account.verify.submit") }).click();
  await page.waitForURL(`**${pathIn(locale, "/chat")}`);
  return { page, email, misdeeds };
}

/** Types into the composer and sends. */
export async function ask(page: Page, texts: Texts, prompt: string): Promise<void> {
  await composerField(page, texts).fill(prompt);
  await page.getByRole("button", { name: texts("chat.send"), exact: true }).click();
}

/** The turn that was written last. */
export function lastAnswer(page: Page): Locator {
  return page.getByRole("article").last();
}

export function composerField(page: Page, texts: Texts): Locator {
  return page.getByRole("textbox", { name: texts("chat.composer.field"), exact: true });
}
