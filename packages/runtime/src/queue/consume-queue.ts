import { setTimeout as sleep } from "node:timers/promises";
import { type Logger } from "../logger.ts";
import {
  deleteMessage,
  extendVisibility,
  receiveMessages,
  sendMessage,
  type ReceivedMessage,
} from "./messages.ts";
import { deadLetterName, type Queues } from "./queues.ts";

/** `done`: off the queue. `dead`: to the dead-letter queue. A thrown error leaves it for another delivery. */
export type MessageOutcome = "done" | "dead";

export interface ConsumerOptions {
  name: string;
  handle: (body: string) => Promise<MessageOutcome>;
  /** Messages handled at once, at least 1. */
  concurrency: number;
  /** Renewed at half time while a message is being handled. */
  visibilityTimeoutS: number;
  /** Length of one long poll, 1 to 20. */
  waitS: number;
  logger: Logger;
}

export interface Consumer extends AsyncDisposable {
  /** Takes no more messages and resolves when those in hand are finished. */
  stop: () => Promise<void>;
}

const retryAfterMsMin = 250;
const retryAfterMsMax = 10_000;

/**
 * Handles a queue's messages until stopped, never more than `concurrency` at once. A queue that cannot be
 * reached is asked again with growing pauses; nothing that a handler throws ends the consumer.
 */
export function consumeQueue(queues: Queues, options: ConsumerOptions): Consumer {
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();
  const loop = poll(queues, options, stopping.signal, inHand);

  async function stop(): Promise<void> {
    stopping.abort();
    await loop;
    await Promise.all(inHand);
  }
  return { stop, [Symbol.asyncDispose]: stop };
}

async function poll(
  queues: Queues,
  options: ConsumerOptions,
  signal: AbortSignal,
  inHand: Set<Promise<void>>,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    if (inHand.size >= options.concurrency) {
      await Promise.race(inHand);
      continue;
    }
    try {
      const messages = await receiveMessages(queues, options.name, {
        messagesMax: options.concurrency - inHand.size,
        waitS: options.waitS,
        visibilityTimeoutS: options.visibilityTimeoutS,
        signal,
      });
      failures = 0;
      for (const message of messages) {
        const task = handleMessage(queues, options, message).finally(() => inHand.delete(task));
        inHand.add(task);
      }
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      options.logger.warn({ error, queue: options.name, failures }, "queue cannot be read");
      const pauseMs = Math.min(retryAfterMsMax, retryAfterMsMin * 2 ** Math.min(failures, 10));
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}

async function handleMessage(
  queues: Queues,
  options: ConsumerOptions,
  message: ReceivedMessage,
): Promise<void> {
  const { name, logger } = options;
  const heartbeat = setInterval(
    () => {
      extendVisibility(queues, name, message.receipt, options.visibilityTimeoutS).catch(
        (error: unknown) => logger.warn({ error, queue: name }, "visibility was not extended"),
      );
    },
    (options.visibilityTimeoutS * 1000) / 2,
  );
  try {
    const outcome = await options.handle(message.body);
    if (outcome === "dead") await sendMessage(queues, deadLetterName(name), message.body);
    await deleteMessage(queues, name, message.receipt);
  } catch (error) {
    logger.error({ error, queue: name }, "message was not handled; it will be delivered again");
  } finally {
    clearInterval(heartbeat);
  }
}
