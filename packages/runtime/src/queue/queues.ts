import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";

export interface QueuesConfig {
  region: string;
  /** Another address than AWS's own (the embedded stand-in); null speaks to AWS. */
  endpoint: string | null;
  /** Null leaves credentials to the SDK's own chain (instance role, profile). */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  /** Put before every queue's name (`pulse-`), so that installations can share an account. */
  prefix: string;
}

/** A connection to SQS and the addresses of its queues by their short names. */
export interface Queues extends Disposable {
  client: SQSClient;
  fullName: (name: string) => string;
  /** The queue's address, asked for once. Throws `QueueDoesNotExist` when it was never made. */
  urlOf: (name: string) => Promise<string>;
}

/** Opens a client; nothing is sent before the first use. The caller disposes it. */
export function createQueues(config: QueuesConfig): Queues {
  const client = new SQSClient({
    region: config.region,
    ...(config.endpoint !== null && { endpoint: config.endpoint }),
    ...(config.credentials !== null && { credentials: config.credentials }),
  });
  const urls = new Map<string, string>();
  const fullName = (name: string) => `${config.prefix}${name}`;

  async function urlOf(name: string): Promise<string> {
    const known = urls.get(name);
    if (known !== undefined) return known;
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: fullName(name) }));
    if (QueueUrl === undefined) throw new Error(`queue ${fullName(name)} has no address`);
    urls.set(name, QueueUrl);
    return QueueUrl;
  }

  return { client, fullName, urlOf, [Symbol.dispose]: () => client.destroy() };
}

/** The queue that collects what could not be handled. */
export function deadLetterName(name: string): string {
  return `${name}-dead`;
}
