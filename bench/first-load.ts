import { mkdtemp, chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { launchChromium } from "@pulse/scripts/lib/chromium";
import { startStack } from "@pulse/scripts/lib/stack";
import { toolEnvironment } from "@pulse/scripts/lib/tool-environment";
import { signIn } from "@pulse/tests/lib/visitor";
import { type Browser } from "playwright-core";
import { type BenchRow } from "./lib/bench-row.ts";

const pages = [
  { path: "/", goalKb: 170, isSignedIn: false },
  { path: "/sign-in", goalKb: 170, isSignedIn: false },
  { path: "/chat", goalKb: 250, isSignedIn: true },
  { path: "/plans", goalKb: 170, isSignedIn: true },
  { path: "/usage", goalKb: 170, isSignedIn: true },
  { path: "/settings", goalKb: 170, isSignedIn: true },
];

/**
 * JavaScript that a browser asks for until a page has loaded, on a first visit and compressed as it travels, without
 * the responses' headers. What it fetches ahead for the pages behind links afterwards is in the note.
 */
export async function run(): Promise<BenchRow[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), "pulse-first-load-"));
  await chmod(dataFolder, 0o755);
  try {
    await using stack = await startStack({
      dataFolder,
      ports: "free",
      web: "built",
      isDurable: false,
      environment: { ...toolEnvironment(), LOG_LEVEL: "warn" },
      log: (line) => console.error(line),
    });
    const { cookies } = await signIn({ origin: stack.url, mailboxUrl: stack.mailboxUrl ?? "" });
    await using browser = await launchChromium();
    const rows: BenchRow[] = [];
    for (const { path, goalKb, isSignedIn } of pages) {
      const jar = isSignedIn ? cookies : new Map<string, string>();
      const weight = await weigh(browser, stack.url + path, jar);
      rows.push({
        name: `first load JavaScript, ${path}`,
        value: weight.untilLoadedBytes / 1000,
        unit: "kB",
        goal: `<= ${goalKb}`,
        note: `${Math.round(weight.untilQuietBytes / 1000)} kB with what is fetched ahead`,
      });
    }
    return rows;
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

interface Weight {
  untilLoadedBytes: number;
  untilQuietBytes: number;
}

async function weigh(browser: Browser, url: string, cookies: Map<string, string>): Promise<Weight> {
  // A context of its own: an empty cache, as on a first visit.
  await using context = await browser.newContext();
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  let isLoaded = false;
  const early = new Map<string, boolean>();
  const headerBytes = new Map<string, number>();
  const weight: Weight = { untilLoadedBytes: 0, untilQuietBytes: 0 };
  page.once("load", () => (isLoaded = true));
  devTools.on("Network.requestWillBeSent", ({ requestId, type }) => {
    if (type === "Script") early.set(requestId, !isLoaded);
  });
  devTools.on("Network.responseReceived", ({ requestId, response }) => {
    headerBytes.set(requestId, response.encodedDataLength);
  });
  devTools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const isEarly = early.get(requestId);
    if (isEarly === undefined) return;
    const scriptBytes = encodedDataLength - (headerBytes.get(requestId) ?? 0);
    weight.untilQuietBytes += scriptBytes;
    if (isEarly) weight.untilLoadedBytes += scriptBytes;
  });
  const answer = await page.goto(url, { waitUntil: "load" });
  if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
  // Live streams keep the network busy for ever; two seconds without scripts are the end of it.
  await untilSteady(() => weight.untilQuietBytes);
  return weight;
}

async function untilSteady(count: () => number): Promise<void> {
  let last = -1;
  while (last !== count()) {
    last = count();
    await sleep(2_000);
  }
}
