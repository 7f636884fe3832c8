import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createLogger } from "../logger.ts";
import { sqsEndpoint } from "../testing/config.ts";
import { consumeQueue, type ConsumerOptions } from "./consume-queue.ts";
import { ensureQueue } from "./ensure-queue.ts";
import { receiveMessages, sendMessage } from "./messages.ts";
import { createQueues, deadLetterName, type Queues } from "./queues.ts";

const patience = { timeout: 20_000, interval: 20 };
const logger = createLogger({ service: "test", level: "silent" });
let queues: Queues;
beforeAll(() => {
  queues = createQueues({
    region: "us-east-1",
    endpoint: sqsEndpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    prefix: `test-${randomUUID()}-`,
  });
});
afterAll(() => queues[Symbol.dispose]());

async function makeQueue(name: string, receivesMax = 3): Promise<string> {
  await ensureQueue(queues, name, { visibilityTimeoutS: 1, receivesMax });
  await ensureQueue(queues, name, { visibilityTimeoutS: 1, receivesMax });
  return name;
}

function consume(name: string, changes: Partial<ConsumerOptions>) {
  const handle = async () => "done" as const;
  const settings = { name, handle, concurrency: 2, visibilityTimeoutS: 1, waitS: 1, logger };
  return consumeQueue(queues, { ...settings, ...changes });
}

it("handles every message, never more at once than it may", async () => {
  const name = await makeQueue("all");
  const seen: string[] = [];
  let now = 0;
  let most = 0;
  async function handle(body: string) {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    seen.push(body);
    return "done" as const;
  }
  const bodies = Array.from({ length: 9 }, (_, index) => `message ${index}`);
  for (const body of bodies) await sendMessage(queues, name, body);
  await using _consumer = consume(name, { handle });
  await vi.waitFor(() => expect(seen.toSorted()).toEqual(bodies), patience);
  expect(most).toBeLessThanOrEqual(2);
});

it("keeps a message to itself while it works on it, longer than the queue would", async () => {
  const name = await makeQueue("slow");
  const second = await makeQueue("slow-others");
  let deliveries = 0;
  const finish = Promise.withResolvers<void>();
  async function handle() {
    deliveries += 1;
    await finish.promise;
    return "done" as const;
  }
  await sendMessage(queues, name, "slow");
  {
    await using _consumer = consume(name, { handle });
    // Several of the queue's own timeouts go by: one poll of an empty queue takes a second.
    const options = { messagesMax: 1, waitS: 1, visibilityTimeoutS: 1 };
    for (let polls = 0; polls < 3; polls += 1) await receiveMessages(queues, second, options);
    finish.resolve();
  }
  expect(deliveries).toBe(1);
});

it("finishes what is in hand when it stops, and takes nothing more", async () => {
  const name = await makeQueue("drain");
  const finished: string[] = [];
  const started = Promise.withResolvers<void>();
  async function handle(body: string) {
    started.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    finished.push(body);
    return "done" as const;
  }
  await sendMessage(queues, name, "first");
  const consumer = consume(name, { handle, concurrency: 1 });
  await started.promise;
  await consumer.stop();
  expect(finished).toEqual(["first"]);
  await sendMessage(queues, name, "second");
  const left = await receiveMessages(queues, name, {
    messagesMax: 1,
    waitS: 1,
    visibilityTimeoutS: 1,
  });
  expect(left.map((message) => message.body)).toEqual(["second"]);
});

it("gets a message again when its handler throws, until the queue sets it aside", async () => {
  const name = await makeQueue("throws", 2);
  let deliveries = 0;
  const handle = async () => {
    deliveries += 1;
    throw new Error("no");
  };
  await sendMessage(queues, name, "bad");
  await using _consumer = consume(name, { handle });
  await vi.waitFor(async () => {
    const options = { messagesMax: 1, waitS: 0, visibilityTimeoutS: 1 };
    const dead = await receiveMessages(queues, deadLetterName(name), options);
    expect(dead.map((message) => message.body)).toEqual(["bad"]);
  }, patience);
  expect(deliveries).toBe(2);
});
