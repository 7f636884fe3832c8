import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { Problem } from "./problem.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Launches Chromium: the one of `CHROMIUM_PATH`, else the system's, else the one inside an npm package.
 * Throws a Problem that says what to install when system libraries are missing.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  try {
    return await chromium.launch({ executablePath, args: flags, headless: true });
  } catch (error) {
    const missing = /error while loading shared libraries: (\S+):/.exec(String(error))?.[1];
    if (missing === undefined) throw error;
    throw new Problem(`Chromium lacks ${missing}: apt-get install -y libnss3 libexpat1`, {
      cause: error,
    });
  }
}

async function findChromium(): Promise<string> {
  const given = process.env["CHROMIUM_PATH"]?.trim();
  if (given) return given;
  if (existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  const packaged = await import("@sparticuz/chromium");
  return packaged.default.executablePath();
}
