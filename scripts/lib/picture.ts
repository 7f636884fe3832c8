import { writeFile } from "node:fs/promises";
import { type Page } from "playwright-core";

const webpQuality = 82;

/** Writes what the window shows, still and with its fonts loaded, to a `.png` or `.webp` file. */
export async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  if (path.endsWith(".png")) {
    await page.screenshot({ path, animations: "disabled", caret: "hide" });
    return;
  }
  await page.addStyleTag({ content: "* { caret-color: transparent !important }" });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality: webpQuality,
  });
  await session.detach();
  await writeFile(path, Buffer.from(data, "base64"));
}
