import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FlushClock } from "./flush-clock.ts";
import { Run } from "./run.ts";
import { watchRun } from "./watch-run.ts";

let serve: (response: ServerResponse) => void = () => {};
const server = createServer((_request, response) => serve(response.writeHead(200)));
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function newRun(): Run {
  const started = {
    runId: "run_1",
    conversationId: "cnv_1",
    userMessageId: "msg_1",
    assistantMessageId: "msg_2",
    model: "openai:gpt-6-luna",
  };
  const owner = { workspaceId: "ws_1", userId: "usr_1" };
  return new Run(
    { started, ...owner, heldTokens: 100, inputTokensEstimated: 1 },
    {
      clock: new FlushClock({ everyMs: 1 }),
      logBytesMax: 64 * 1024 * 1024,
      estimateTokens: () => 1,
    },
  );
}

function endRun(run: Run): void {
  const usage = {
    freshInputTokens: 1,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 1,
    reasoningTokens: 0,
    estimated: false,
  };
  run.flush();
  const outcome = { state: "completed", finishReason: "stop", errorCode: null } as const;
  run.end({ ...outcome, usage, chargedTokens: 2 }, null, 0);
}

async function open(): Promise<IncomingMessage> {
  const request = get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [incoming] = (await once(request, "response")) as [IncomingMessage];
  return incoming;
}

const watching = { afterSequence: -1, locale: "en" } as const;
const text = "كلمة ".repeat(2_000);
const pieces = 400;

describe("watchRun", () => {
  it("buffers little for a watcher that does not read, and gives it everything once it does", async () => {
    const run = newRun();
    let buffered = 0;
    serve = (response) => {
      response.flushHeaders();
      watchRun(run, response, { ...watching, onEnd: () => {} });
      for (let index = 0; index < pieces; index += 1) run.take([{ type: "text", text }]);
      run.flush();
      buffered = response.writableLength;
      endRun(run);
    };
    const incoming = await open();
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const all = Buffer.concat(chunks);
    expect(run.log.length).toBeGreaterThan(5_000_000);
    expect(buffered).toBeLessThan(200_000);
    expect(all.subarray(0, run.log.length).equals(run.log.read(0, run.log.length))).toBe(true);
    expect(all.subarray(run.log.length).toString()).toContain("event: done");
  });

  it("forgets a watcher that leaves, or that had left before it was served", async () => {
    const run = newRun();
    const onEnd = vi.fn();
    serve = (response) => {
      response.flushHeaders();
      watchRun(run, response, { ...watching, onEnd });
    };
    (await open()).destroy();
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1));
    expect(run.watcherCount).toBe(0);
    serve = (response) => {
      response.destroy();
      watchRun(run, response, { ...watching, onEnd });
    };
    await expect(open()).rejects.toThrow();
    expect(onEnd).toHaveBeenCalledTimes(2);
    expect(run.watcherCount).toBe(0);
  });
});
