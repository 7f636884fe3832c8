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
  /** Ends after the poll under way, at most `waitS` from now, and what is in hand. */
  stop: () => Promise<void>;
}

const retryAfterMsMin = 250;
const retryAfterMsMax = 10_000;

/**
 * Handles a queue's messages until stopped, never more than `concurrency` at once. A queue that cannot be
 * reached is asked again with growing pauses; nothing that a handler throws ends the consumer.
 *
 * Each of `concurrency` loops asks for one message at a time: who has no free hand takes no message from
 * those who have, and a poll is answered by the first message, not by a full batch.
 */
export function consumeQueue(queues: Queues, options: ConsumerOptions): Consumer {
  const stopping = new AbortController();
  const loops = Array.from({ length: options.concurrency }, () =>
    poll(queues, options, stopping.signal),
  );

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all(loops);
  }
  return { stop, [Symbol.asyncDispose]: stop };
}

async function poll(queues: Queues, options: ConsumerOptions, signal: AbortSignal): Promise<void> {
  const { name, waitS, visibilityTimeoutS } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      // Never cut off: a message on its way to a poll that nobody waits for stays hidden for a minute.
      const settings = { messagesMax: 1, waitS, visibilityTimeoutS };
      const messages = await receiveMessages(queues, name, settings);
      failures = 0;
      for (const message of messages) await handleMessage(queues, options, message);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      options.logger.warn({ error, queue: name, failures }, "queue cannot be read");
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
