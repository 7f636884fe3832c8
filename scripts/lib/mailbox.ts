import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { hasExited, startChild, stopChild } from "./child.ts";
import { findFreePorts } from "./ports.ts";
import { Problem } from "./problem.ts";
import { answers, waitUntil } from "./wait-until.ts";

const require = createRequire(import.meta.filename);

export interface Mailbox extends AsyncDisposable {
  smtpUrl: string;
  /** The inbox in a browser; `GET /email` lists messages as JSON. */
  webUrl: string;
}

/**
 * Starts the mailbox: SMTP that accepts everything and an inbox to read it in. It runs in a process of its
 * own because it ends its process on a signal.
 */
export async function startMailbox(webPort?: number): Promise<Mailbox> {
  const [smtpPort = 0, freePort = 0] = await findFreePorts(2);
  const port = webPort ?? freePort;
  const folder = dirname(require.resolve("maildev/package.json"));
  const output: string[] = [];
  const child = startChild({
    name: "mailbox",
    command: process.execPath,
    commandArguments: [
      join(folder, "bin/maildev"),
      "--silent",
      "--ip=127.0.0.1",
      "--web-ip=127.0.0.1",
      `--smtp=${smtpPort}`,
      `--web=${port}`,
    ],
    cwd: folder,
    environment: process.env,
    log: (line) => output.push(line),
  });
  const webUrl = `http://localhost:${port}`;
  const isReady = () => answers(`http://127.0.0.1:${port}/email`);
  await waitUntil(async () => hasExited(child) || (await isReady()), { timeoutMs: 30_000 });
  if (hasExited(child) || !(await isReady())) {
    await stopChild(child, { timeoutMs: 1_000 });
    throw new Problem(`the mailbox did not start: ${output.slice(0, 2).join(" ")}`);
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    webUrl,
    [Symbol.asyncDispose]: () => stopChild(child, { timeoutMs: 3_000 }),
  };
}
