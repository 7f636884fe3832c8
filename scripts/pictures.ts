import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Browser, type BrowserContext, type Page } from "playwright-core";
import { launchChromium } from "./lib/chromium.ts";
import { takePicture } from "./lib/picture.ts";
import { Problem, runMain } from "./lib/problem.ts";
import { repositoryRoot } from "./lib/repository.ts";
import { startStack, type Stack } from "./lib/stack.ts";
import { toolEnvironment } from "./lib/tool-environment.ts";
import { waitUntil } from "./lib/wait-until.ts";

const documents = join(repositoryRoot, "docs/pictures");
const landing = join(repositoryRoot, "apps/web/public/pictures");
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const shareCard = { width: 1200, height: 630 };

/** Who is shown, and what they asked; the simulators answer the same prompt always the same way. */
const scenes = {
  ar: {
    prefix: "",
    name: "ليلى حدّاد",
    prompts: [
      "كيف أقرأ ملف CSV بأمان في بايثون؟",
      "مسودة رسالة لعميل تأخّر طلبه",
      "كيف أبدأ خطة لتعلّم البرمجة؟",
      "ما الفرق بين REST و GraphQL؟ مع مثال قصير",
    ],
  },
  en: {
    prefix: "/en",
    name: "Layla Haddad",
    prompts: [
      "A plan to learn programming",
      "Draft a note to a client whose order is late",
      "Reading a CSV file safely",
    ],
  },
} as const;
type Language = keyof typeof scenes;

interface Texts {
  account: { signIn: { email: string; submit: string }; verify: { submit: string } };
  chat: { composer: { field: string }; send: string };
  shell: { notices: { dismiss: string } };
}

/** Boots a throw-away Pulse, uses it as a person would, and writes the pictures of README and landing page. */
async function takePictures(): Promise<void> {
  await using cleanup = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), "pulse-pictures-"));
  cleanup.defer(() => rm(dataFolder, { recursive: true, force: true }));
  await Promise.all([documents, landing].map((folder) => mkdir(folder, { recursive: true })));
  const stack = cleanup.use(
    await startStack({
      dataFolder,
      ports: "free",
      web: "built",
      isDurable: false,
      environment: toolEnvironment(),
      log: () => {},
    }),
  );
  const browser = await launchChromium();
  cleanup.defer(() => browser.close());
  for (const language of ["ar", "en"] as const) {
    await pictureStudio(browser, stack, language);
    await pictureLanding(browser, stack, language);
  }
}

async function pictureStudio(browser: Browser, stack: Stack, language: Language): Promise<void> {
  const texts = await readTexts(language);
  await using context = await browser.newContext({
    viewport: desktop,
    colorScheme: "light",
    // Colours that are still fading from light to dark would be in the picture.
    reducedMotion: "reduce",
  });
  const page = await signIn(context, stack, language, texts);
  for (const prompt of scenes[language].prompts) await ask(page, stack, language, texts, prompt);
  await showFromTop(page, texts);
  await takePicture(page, join(landing, `studio-${language}-light.webp`));
  await takePicture(page, join(documents, `studio-${language}.png`));
  await page.emulateMedia({ colorScheme: "dark" });
  await takePicture(page, join(landing, `studio-${language}-dark.webp`));
  if (language === "en") return;
  await takePicture(page, join(documents, "studio-dark.png"));
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${stack.url}/usage`, { waitUntil: "networkidle" });
  await dismissNotices(page, texts);
  await takePicture(page, join(documents, "usage.png"));
  await page.setViewportSize(phone);
  await page.goto(`${stack.url}/chat`, { waitUntil: "networkidle" });
  await dismissNotices(page, texts);
  await takePicture(page, join(documents, "phone.png"));
}

/** The card that other sites show for a link to Pulse: the top of the landing page. */
async function pictureLanding(browser: Browser, stack: Stack, language: Language): Promise<void> {
  await using context = await browser.newContext({ viewport: shareCard, colorScheme: "light" });
  const page = await context.newPage();
  // The web app lists its files when it starts, before the pictures were taken.
  await page.route("**/pictures/*.webp", (route) =>
    route.fulfill({ path: join(landing, basename(new URL(route.request().url()).pathname)) }),
  );
  await page.goto(`${stack.url}${scenes[language].prefix || "/"}`, { waitUntil: "networkidle" });
  await takePicture(page, join(landing, `share-${language}.png`));
}

async function signIn(
  context: BrowserContext,
  stack: Stack,
  language: Language,
  texts: Texts,
): Promise<Page> {
  const { prefix, name } = scenes[language];
  const email = `layla.haddad@${language}.example.com`;
  const page = await context.newPage();
  await page.goto(`${stack.url}${prefix}/sign-in`, { waitUntil: "networkidle" });
  await page.getByLabel(texts.account.signIn.email).fill(email);
  await page.getByRole("button", { name: texts.account.signIn.submit }).click();
  await page.goto(await mailedLink(stack, email));
  await page.getByRole("button", { name: texts.account.verify.submit }).click();
  await page.waitForURL(`**${prefix}/chat`);
  await page.evaluate(
    (body) =>
      fetch("/api/v1/me", {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body,
      }),
    JSON.stringify({ name }),
  );
  return page;
}

async function mailedLink(stack: Stack, email: string): Promise<string> {
  let link: string | undefined;
  const hasCome = await waitUntil(
    async () => {
      const response = await fetch(`${stack.mailboxUrl}/email`);
      // The mailbox lists what it received in this shape.
      const mails = (await response.json()) as { text: string; to: { address: string }[] }[];
      const mail = mails.findLast(({ to }) => to.some(({ address }) => address === email));
      link = /https?:\/\/\S+\/sign-in\/verify\?token=[\w-]+/.exec(mail?.text ?? "")?.[0];
      return link !== undefined;
    },
    { timeoutMs: 30_000 },
  );
  if (!hasCome || link === undefined) throw new Problem(`no sign-in mail came to ${email}`);
  return link;
}

async function ask(
  page: Page,
  stack: Stack,
  language: Language,
  texts: Texts,
  prompt: string,
): Promise<void> {
  await page.goto(`${stack.url}${scenes[language].prefix}/chat`, { waitUntil: "networkidle" });
  await dismissNotices(page, texts);
  await page.getByLabel(texts.chat.composer.field, { exact: true }).fill(prompt);
  const sent = page.waitForURL("**/chat/cnv_*");
  await page.getByRole("button", { name: texts.chat.send, exact: true }).click();
  await sent;
  // Send comes back to its place when the answer is complete.
  await page
    .getByRole("button", { name: texts.chat.send, exact: true })
    .waitFor({ timeout: 60_000 });
}

async function dismissNotices(page: Page, texts: Texts): Promise<void> {
  const dismiss = page.getByRole("button", { name: texts.shell.notices.dismiss });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

/** The question and the beginning of its answer, as a reader meets them. */
async function showFromTop(page: Page, texts: Texts): Promise<void> {
  await page.reload({ waitUntil: "networkidle" });
  await dismissNotices(page, texts);
  await page.evaluate(`
    for (const element of document.querySelectorAll("main, main *")) element.scrollTop = 0;
    document.activeElement?.blur();
  `);
}

async function readTexts(language: Language): Promise<Texts> {
  const file = join(repositoryRoot, "apps/web/messages", `${language}.json`);
  // The message check guarantees these keys in both languages.
  return JSON.parse(await readFile(file, "utf8")) as Texts;
}

await runMain(takePictures);
