import { spawn } from "node:child_process";
import { expect, it } from "vitest";

const modules = {
  runService: new URL("./run-service.ts", import.meta.url).href,
  logger: new URL("./logger.ts", import.meta.url).href,
};

/** Runs a service made of `body`, sends it the given signals one by one as it prints `signal`, and waits for its end. */
function run(body: string, signals: NodeJS.Signals[] = []) {
  const source = `
    import { runService } from ${JSON.stringify(modules.runService)};
    import { createLogger } from ${JSON.stringify(modules.logger)};
    const logger = createLogger({ service: "test", level: "info" });
    await runService(async (stack) => { ${body} });
    console.log("ended");`;
  return new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", source]);
    let output = "";
    let sent = 0;
    const hear = (chunk: Buffer) => {
      output += String(chunk);
      const asked = output.split("signal please").length - 1;
      while (sent < asked && sent < signals.length) {
        child.kill(signals[sent]);
        sent += 1;
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", (code, signal) => resolve({ code, signal, output }));
  });
}

const keepAlive =
  "const timer = setInterval(() => {}, 1000); stack.defer(() => clearInterval(timer));";
const started = "return { logger, drainMsMax: 60_000 };";

it("drains in reverse order after a signal and ends by itself", async () => {
  const body = `${keepAlive}
    stack.defer(() => console.log("first opened"));
    stack.defer(() => console.log("last opened"));
    console.log("signal please"); ${started}`;
  const { code, output } = await run(body, ["SIGTERM"]);
  expect(code).toBe(0);
  // The log and the console are two writers: only the order within each is sure.
  expect(output).toMatch(/last opened\n[^]*first opened\n[^]*ended/);
  expect(output).toContain('"draining"');
});

it("ends at once on a second signal", async () => {
  const body = `${keepAlive}
    stack.defer(() => { console.log("signal please"); return new Promise(() => {}); });
    console.log("signal please"); ${started}`;
  const { signal, output } = await run(body, ["SIGINT", "SIGINT"]);
  expect(signal).toBe("SIGINT");
  expect(output).not.toContain("ended");
});

it("is cut when draining takes longer than it may", async () => {
  const body = `${keepAlive}
    stack.defer(() => new Promise(() => setInterval(() => {}, 1000)));
    console.log("signal please"); return { logger, drainMsMax: 50 };`;
  expect((await run(body, ["SIGTERM"])).signal).toBe("SIGKILL");
});

it("drains after an error that nobody caught, and exits with 1", async () => {
  const body = `${keepAlive}
    stack.defer(() => console.log("drained"));
    setTimeout(() => { throw new Error("in a callback"); }, 1); ${started}`;
  const { code, output } = await run(body);
  expect(code).toBe(1);
  expect(output).toContain("an error that nobody caught");
  expect(output).toContain("drained");
});

it("disposes what it opened when the start fails", async () => {
  const body = `stack.defer(() => console.log("closed again")); throw new Error("no luck");`;
  const { code, output } = await run(body);
  expect(code).toBe(1);
  expect(output).toContain("no luck");
  expect(output).toContain("closed again");
});
