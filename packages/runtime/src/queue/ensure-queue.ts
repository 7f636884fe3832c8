import { CreateQueueCommand, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { deadLetterName, type Queues } from "./queues.ts";

export interface QueueSettings {
  /** How long a received message stays hidden from other consumers unless they extend it. */
  visibilityTimeoutS: number;
  /** Deliveries before SQS itself moves a message to the dead-letter queue. */
  receivesMax: number;
}

const deadLetterRetentionS = 14 * 24 * 3600;

/**
 * Makes a queue and its dead-letter queue where missing. For the embedded stand-in and development;
 * deployments make theirs by infrastructure code. Safe to repeat with the same settings.
 */
export async function ensureQueue(
  queues: Queues,
  name: string,
  settings: QueueSettings,
): Promise<void> {
  const dead = await queues.client.send(
    new CreateQueueCommand({
      QueueName: queues.fullName(deadLetterName(name)),
      Attributes: { MessageRetentionPeriod: String(deadLetterRetentionS) },
    }),
  );
  const { Attributes } = await queues.client.send(
    new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  await queues.client.send(
    new CreateQueueCommand({
      QueueName: queues.fullName(name),
      Attributes: {
        VisibilityTimeout: String(settings.visibilityTimeoutS),
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: Attributes?.QueueArn,
          maxReceiveCount: settings.receivesMax,
        }),
      },
    }),
  );
}
