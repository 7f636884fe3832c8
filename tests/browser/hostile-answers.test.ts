import { type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, openBrowser, readTexts, signInOnScreen } from "../lib/browser.ts";
import { places } from "../lib/places.ts";

const canary = "https://canary.example";
/** Ways in which a model's text may try to make a browser call out; none may. */
const hostile = [
  `![pixel](${canary}/a.png)`,
  `![by reference][1] [1]: ${canary}/b.png`,
  `<img src="${canary}/c.png" onerror="fetch('${canary}/d')">`,
  `<script>fetch("${canary}/e")</script>`,
  `<iframe src="${canary}/f"></iframe>`,
  `<svg><image href="${canary}/g.png"/></svg>`,
  `<meta http-equiv="refresh" content="0;url=${canary}/h">`,
  `<style>body { background: url(${canary}/i.png) }</style>`,
  `<link rel="stylesheet" href="${canary}/j.css">`,
  `<video poster="${canary}/k.png" src="${canary}/l.mp4"></video>`,
  `<form action="${canary}/m"><button autofocus>x</button></form>`,
  `[click](javascript:fetch('${canary}/n'))`,
  `$\\href{javascript:alert(1)}{x}$ $\\includegraphics{${canary}/o.png}$`,
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("a hostile answer", () => {
  it("calls nobody, runs nothing and stays on the page", async () => {
    const texts = await readTexts("ar");
    const { page, misdeeds } = await signInOnScreen(browser, places(), "ar");
    for (const text of hostile) {
      // A bracket would end the script, so it is sent as a numeric reference would be: in pieces.
      await ask(page, texts, `[[sim: gapMs=1 text=${text.replaceAll("]]", "] ]")}]]`);
      await page
        .getByRole("article")
        .last()
        .getByRole("button", { name: texts("chat.receipt.title") })
        .waitFor({ state: "attached" });
    }
    await page.reload({ waitUntil: "networkidle" });
    expect(new URL(page.url()).origin).toBe(places().origin);
    expect(misdeeds).toEqual([]);
    const links = await page
      .locator("article a")
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
    expect(links.filter((href) => /^javascript:/i.test(href ?? ""))).toEqual([]);
    await page.context().close();
  });
});
