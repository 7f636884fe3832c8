import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, describe } from "vitest";
import { hasExited, startChild } from "./child.ts";
import { lockFolder } from "./lock.ts";
import { assertPortIsFree, findFreePorts, listen } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { explain, Problem } from "./problem.ts";
import { startService } from "./service.ts";
import { waitUntil } from "./wait-until.ts";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pulse-processes-"));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe("startPostgres", () => {
  it("starts again on a folder whose server was killed, and stops one that was forgotten", async () => {
    const folder = join(await makeFolder(), "postgres");
    const options = { folder, superuserPassword: "secret", isDurable: true };
    const killed = await startPostgres(options);
    killed.process.kill("SIGKILL");
    const forgotten = await startPostgres(options);
    await using present = await startPostgres(options);
    expect(hasExited(forgotten.process)).toBe(true);
    expect(hasExited(present.process)).toBe(false);
  });
});

describe("startChild", () => {
  it.runIf(userInfo().uid === 0)(
    "lets a lesser user run a program below a folder closed to it",
    async () => {
      const folder = await makeFolder();
      const path = join(folder, "program");
      await writeFile(path, "", { mode: 0o755 });
      await chmod(folder, 0o700);
      const exitCodeOf = async (crossesClosedFolders: boolean) => {
        const child = startChild({
          name: "test",
          command: "/usr/bin/test",
          commandArguments: ["-x", path],
          cwd: "/",
          environment: process.env,
          log: () => {},
          identity: { uid: 65_534, gid: 65_534, crossesClosedFolders },
        });
        await waitUntil(() => hasExited(child), { timeoutMs: 10_000, intervalMs: 20 });
        return child.exitCode;
      };
      expect(await exitCodeOf(false)).toBe(1);
      expect(await exitCodeOf(true)).toBe(0);
    },
  );
});

const program = `
  const { createServer } = require("node:http");
  if (process.argv[1] === "broken") throw new Error("the disk ate it");
  createServer((request, response) => response.end()).listen(Number(process.argv[1]), "127.0.0.1");
`;

async function startProgram(argument?: string) {
  const [port = 0] = await findFreePorts(1);
  const lines: string[] = [];
  const service = await startService({
    name: "program",
    nodeArguments: ["--eval", program, argument ?? String(port)],
    cwd: tmpdir(),
    environment: process.env,
    readyUrl: `http://127.0.0.1:${port}/`,
    stopTimeoutMs: 5_000,
    log: (line) => lines.push(line),
  });
  return { service, lines };
}

describe("startService", () => {
  it("brings a killed process back", async () => {
    const { service, lines } = await startProgram();
    await using _service = service;
    const first = service.pid();
    service.kill("SIGKILL");
    await waitUntil(() => service.pid() !== first && service.pid() !== null, { timeoutMs: 10_000 });
    await service.untilReady();
    expect(service.pid()).not.toBe(first);
    expect(lines.join()).toContain("ended (SIGKILL); starting it again");
  });

  it("says in one line why a program does not start", async () => {
    await expect(startProgram("broken")).rejects.toThrow(
      /^program did not start: .*the disk ate it/,
    );
  });

  it("leaves nothing running and does not restart what was stopped", async () => {
    const { service } = await startProgram();
    await service[Symbol.asyncDispose]();
    expect(service.pid()).toBeNull();
  });
});

describe("lockFolder", () => {
  it("takes over from a process that is gone", async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, "lock"), "4194399");
    await using lock = await lockFolder(folder);
    expect(lock).toBeDefined();
  });
});

describe("problems in one line", () => {
  it("names a taken port and the variable that chooses another", async () => {
    const server = createServer();
    const port = await listen(server, 0);
    onTestFinished(() => void server.close());
    await expect(assertPortIsFree(port, "MAILBOX_PORT")).rejects.toThrow(
      `port ${port} is taken: stop what listens there, or choose another with MAILBOX_PORT=<port>`,
    );
  });

  it("explains a full disk, a read-only one, and what a Problem says; a defect stays unexplained", () => {
    const full = Object.assign(new Error("write"), { code: "ENOSPC", path: "/data/x" });
    expect(explain(full)).toBe("the disk is full: /data/x");
    expect(explain(new Error("outer", { cause: full }))).toBe("the disk is full: /data/x");
    expect(explain(Object.assign(new Error("x"), { code: "EROFS" }))).toBe(
      "the file system is read-only",
    );
    expect(explain(new Problem("no"))).toBe("no");
    expect(explain(new TypeError("x is not a function"))).toBeNull();
  });
});
