import { expect, it } from "vitest";
import { FlushClock } from "./flush-clock.ts";
import { Run } from "./run.ts";

it("keeps and tells only what can be stored, whatever characters a provider sends", () => {
  const run = newRun();
  for (const text of ["\ud83d", "\ude00 a\0b ", "ok \ud83d"]) run.take([{ type: "text", text }]);
  run.flush();
  expect(run.content).toBe("😀 a\uFFFDb ok \uFFFD");
  const told = run.log.read(0, 10_000).toString();
  expect(told).toContain("😀");
  expect(told).not.toContain("\\u0000");
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
    { clock: new FlushClock({ everyMs: 1 }), logBytesMax: 1024, estimateTokens: () => 1 },
  );
}
