import { type Message } from "@pulse/contracts/studio/conversations";
import { type Stack } from "@pulse/scripts/lib/stack";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversationOf } from "../lib/conversation-of.ts";
import { eventually } from "../lib/eventually.ts";
import { mailsTo } from "../lib/mailbox.ts";
import { startOwnStack } from "../lib/own-stack.ts";
import { readRun, startRun, textOf, type Watched } from "../lib/run-stream.ts";
import { simulatedCalls } from "../lib/simulated-calls.ts";
import { usageOf } from "../lib/usage-of.ts";
import { signIn, type Visitor } from "../lib/visitor.ts";

const model = "openai:gpt-4.1-mini";
const resources = new AsyncDisposableStack();
let pulse: Stack;

beforeAll(async () => {
  pulse = await startOwnStack(resources, "none");
});
afterAll(() => resources.disposeAsync());

describe("a process killed in the middle of an answer", () => {
  it("gateway: keeps what was saved, marks it interrupted, charges an estimate and frees the rest", async () => {
    const visitor = await visit();
    const seen = await readUntilSaved(visitor, "انقطاع [[sim: chunks=2000 gapMs=15]]");
    pulse.services.gateway.kill("SIGKILL");
    await pulse.services.gateway.untilReady();
    const answer = await untilEnded(visitor, seen);
    expect(answer.state).toBe("interrupted");
    expect(answer.content.length).toBeGreaterThan(0);
    expect(answer.receipt?.estimated).toBe(true);
    const { tokens } = await usageOf(visitor);
    expect(tokens.held).toBe(0);
    expect(tokens.used).toBe(answer.receipt?.chargedTokens);
    const again = await readRun(await startRun(visitor, { content: "من جديد", model }));
    expect(again.done?.state).toBe("completed");
    await expectProvenLedger(visitor);
  });

  it("api: the answer goes on, is saved whole and charged exactly once the api is back", async () => {
    const visitor = await visit();
    const mark = `api-${crypto.randomUUID()}`;
    const response = await startRun(visitor, {
      content: `${mark} [[sim: chunks=150 gapMs=20]]`,
      model,
    });
    let isKilled = false;
    const seen = await readRun(response, (events) => {
      if (!isKilled && textOf(events).length > 40) {
        isKilled = true;
        pulse.services.api.kill("SIGKILL");
      }
      return false;
    });
    expect(isKilled).toBe(true);
    expect(seen.done?.state).toBe("completed");
    await pulse.services.api.untilReady();
    const answer = await untilEnded(visitor, seen);
    expect(answer).toMatchObject({ state: "completed", content: seen.text });
    const [call] = await simulatedCalls(pulse.simulators.openai ?? "", mark);
    const counted = (call?.inputTokens ?? 0) + (call?.outputTokens ?? 0);
    expect(answer.receipt).toMatchObject({ chargedTokens: counted, estimated: false });
    expect((await usageOf(visitor)).tokens).toMatchObject({ used: counted, held: 0 });
    await expectProvenLedger(visitor);
  });

  it("worker: a sign-in mail asked for while it is down arrives, once", async () => {
    pulse.services.worker.kill("SIGKILL");
    const visitor = await visit();
    expect(visitor.me.role).toBe("owner");
    expect(await mailsTo(pulse.mailboxUrl ?? "", visitor.email)).toHaveLength(1);
  });
});

function visit(): Promise<Visitor> {
  return signIn({ origin: pulse.url, mailboxUrl: pulse.mailboxUrl ?? "" });
}

/** Starts an answer and lets go of it once a checkpoint of it is stored. */
async function readUntilSaved(visitor: Visitor, content: string): Promise<Watched> {
  const seen = await readRun(
    await startRun(visitor, { content, model }),
    (events) => textOf(events).length > 0,
  );
  await eventually(async () => {
    const answer = await answerOf(visitor, seen);
    return answer.content === "" ? null : answer;
  });
  return seen;
}

function untilEnded(visitor: Visitor, seen: Watched): Promise<Message> {
  return eventually(async () => {
    const answer = await answerOf(visitor, seen);
    return answer.state === "streaming" ? null : answer;
  }, 120_000);
}

async function answerOf(visitor: Visitor, { started }: Watched): Promise<Message> {
  const { messages } = await conversationOf(visitor, started.conversationId);
  const answer = messages.find(({ id }) => id === started.assistantMessageId);
  if (answer === undefined) throw new Error("the answer is not in its conversation");
  return answer;
}

async function expectProvenLedger(visitor: Visitor): Promise<void> {
  const response = await visitor.send("GET", "/api/v1/usage/verify");
  expect(await response.json()).toMatchObject({ ok: true, differences: [] });
}
