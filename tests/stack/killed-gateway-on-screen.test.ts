import { type Stack } from "@pulse/scripts/lib/stack";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, lastAnswer, openBrowser, readTexts, signInOnScreen } from "../lib/browser.ts";
import { eventually } from "../lib/eventually.ts";
import { startOwnStack } from "../lib/own-stack.ts";
import { countedWords, wordsIn } from "../lib/words.ts";

const resources = new AsyncDisposableStack();
let pulse: Stack;

beforeAll(async () => {
  pulse = await startOwnStack(resources, "built");
});
afterAll(() => resources.disposeAsync());

describe("a gateway killed in the middle of an answer", () => {
  it("ends on the screen as interrupted, keeps what came, and lets it be asked again", async () => {
    await using browser = await openBrowser();
    const places = { origin: pulse.url, mailboxUrl: pulse.mailboxUrl ?? "" };
    const texts = await readTexts("ar");
    const { page, misdeeds } = await signInOnScreen(browser, places, "ar");
    await ask(page, texts, `[[sim: gapMs=60 text=${countedWords(400)}]]`);
    await lastAnswer(page).getByText("كلمة5").waitFor();
    await untilSaved(
      () => page.url(),
      async (id) => (await page.request.get(`${pulse.url}/api/v1/conversations/${id}`)).text(),
    );
    pulse.services.gateway.kill("SIGKILL");
    await lastAnswer(page).getByText(texts("chat.interrupted")).waitFor({ timeout: 120_000 });
    expect(await page.getByRole("button", { name: texts("chat.stop") }).count()).toBe(0);
    expect(wordsIn(await lastAnswer(page).innerText()).length).toBeGreaterThan(0);
    await lastAnswer(page)
      .getByRole("button", { name: texts("chat.regenerate") })
      .first()
      .click();
    await lastAnswer(page).getByText("كلمة5").waitFor();
    await page.getByRole("button", { name: texts("chat.stop") }).click();
    await lastAnswer(page).getByText(texts("chat.stopped"), { exact: true }).waitFor();
    expect(misdeeds).toEqual([]);
  });
});

/** Waits until a checkpoint of the answer is stored. */
async function untilSaved(
  address: () => string,
  readConversation: (id: string) => Promise<string>,
): Promise<void> {
  await eventually(async () => {
    const id = /\/chat\/([^/?]+)$/.exec(address())?.[1];
    if (id === undefined) return null;
    const { messages } = JSON.parse(await readConversation(id)) as {
      messages: { role: string; content: string }[];
    };
    return messages.some(({ role, content }) => role === "assistant" && content !== "") || null;
  });
}
