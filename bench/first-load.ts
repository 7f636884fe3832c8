import { mkdtemp, chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium } from "@pulse/scripts/lib/chromium";
import { startStack } from "@pulse/scripts/lib/stack";
import { toolEnvironment } from "@pulse/scripts/lib/tool-environment";
import { signIn } from "@pulse/tests/lib/visitor";
import { type Browser, type Cookie } from "playwright-core";
import { type BenchRow } from "./lib/bench-row.ts";

const pages = [
  { path: "/chat", goalKb: 250 },
  { path: "/", goalKb: 170 },
  { path: "/sign-in", goalKb: 170 },
  { path: "/plans", goalKb: 170 },
  { path: "/usage", goalKb: 170 },
  { path: "/settings", goalKb: 170 },
];

/** JavaScript that a browser fetches for each page on a first visit, compressed as it travels. */
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
    for (const { path, goalKb } of pages) {
      const bytes = await scriptBytes(browser, stack.url, path, cookies);
      const name = `first load JavaScript, ${path}`;
      rows.push({ name, value: bytes / 1000, unit: "kB", goal: `<= ${goalKb}` });
    }
    return rows;
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function scriptBytes(
  browser: Browser,
  origin: string,
  path: string,
  cookies: Map<string, string>,
): Promise<number> {
  // A context of its own: an empty cache, as on a first visit.
  await using context = await browser.newContext();
  const jar = [...cookies].map(
    ([name, value]): Pick<Cookie, "name" | "value"> & { url: string } => ({
      name,
      value,
      url: origin,
    }),
  );
  await context.addCookies(jar);
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  devTools.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  devTools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  const answer = await page.goto(origin + path, { waitUntil: "load" });
  if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
  // Live streams keep the network busy for ever; two quiet seconds of scripts are the end of the first load.
  await quietScripts(() => bytes);
  return bytes;
}

async function quietScripts(count: () => number): Promise<void> {
  let last = -1;
  while (last !== count()) {
    last = count();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}
