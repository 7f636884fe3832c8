import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { type Queues } from "./queues.ts";

/** A delivery: `receipt` names this delivery of the message, not the message. */
export interface ReceivedMessage {
  body: string;
  receipt: string;
}

/** Sends one message; resolves once the queue has it. */
export async function sendMessage(queues: Queues, name: string, body: string): Promise<void> {
  const QueueUrl = await queues.urlOf(name);
  await queues.client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
}

/** Waits up to `waitS` (0 to 20) for messages, at most ten, hidden from others for `visibilityTimeoutS`. */
export async function receiveMessages(
  queues: Queues,
  name: string,
  options: { messagesMax: number; waitS: number; visibilityTimeoutS: number },
): Promise<ReceivedMessage[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: await queues.urlOf(name),
    MaxNumberOfMessages: Math.min(10, options.messagesMax),
    WaitTimeSeconds: options.waitS,
    VisibilityTimeout: options.visibilityTimeoutS,
  });
  const { Messages = [] } = await queues.client.send(command);
  return Messages.flatMap(({ Body, ReceiptHandle }) =>
    Body === undefined || ReceiptHandle === undefined
      ? []
      : [{ body: Body, receipt: ReceiptHandle }],
  );
}

/** Takes a delivered message off its queue for good. */
export async function deleteMessage(queues: Queues, name: string, receipt: string): Promise<void> {
  const QueueUrl = await queues.urlOf(name);
  await queues.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
}

/** Hides a delivered message for another `visibilityTimeoutS` from now; 0 gives it back at once. */
export async function extendVisibility(
  queues: Queues,
  name: string,
  receipt: string,
  visibilityTimeoutS: number,
): Promise<void> {
  const QueueUrl = await queues.urlOf(name);
  await queues.client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl,
      ReceiptHandle: receipt,
      VisibilityTimeout: visibilityTimeoutS,
    }),
  );
}
