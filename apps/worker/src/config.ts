import {
  countSetting,
  logLevelSetting,
  millisecondsSetting,
  originSetting,
  parseEnvironment,
  portSetting,
} from "@pulse/runtime/config";
import { type MailerConfig } from "@pulse/runtime/mail";
import { type QueuesConfig } from "@pulse/runtime/queue/queues";
import { z } from "zod";

export interface Config {
  logLevel: z.output<typeof logLevelSetting>;
  publicOrigin: string;
  host: string;
  /** Health and metrics. */
  healthPort: number;
  shutdownTimeoutMs: number;
  database: { url: string; poolMax: number };
  queues: QueuesConfig;
  mail: MailerConfig;
  mailConcurrency: number;
  /** Length of one long poll of a queue. */
  longPollS: number;
  schedules: { sweepEveryMs: number; dispatchEveryMs: number };
}

const schema = z.object({
  LOG_LEVEL: logLevelSetting,
  PUBLIC_ORIGIN: originSetting,
  WORKER_HOST: z.string().default("127.0.0.1"),
  WORKER_HEALTH_PORT: portSetting,
  SHUTDOWN_TIMEOUT_MS: millisecondsSetting.default(30_000),
  DATABASE_URL: z.string(),
  DATABASE_POOL_MAX: countSetting.default(10),
  AWS_REGION: z.string().default("us-east-1"),
  SQS_ENDPOINT: z.url().optional(),
  SQS_QUEUE_PREFIX: z.string().default("pulse"),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().default("Pulse <no-reply@pulse.local>"),
  MAIL_CONCURRENCY: countSetting.default(4),
  SWEEP_INTERVAL_MS: countSetting.default(5_000),
  DISPATCH_INTERVAL_MS: countSetting.default(1_000),
});

/** Reads the worker's settings. Throws `ConfigurationError` naming what is missing. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = parseEnvironment(schema, environment);
  return {
    logLevel: read.LOG_LEVEL,
    publicOrigin: read.PUBLIC_ORIGIN,
    host: read.WORKER_HOST,
    healthPort: read.WORKER_HEALTH_PORT,
    shutdownTimeoutMs: read.SHUTDOWN_TIMEOUT_MS,
    database: { url: read.DATABASE_URL, poolMax: read.DATABASE_POOL_MAX },
    queues: queuesOf(read),
    mail: { url: read.SMTP_URL, from: read.MAIL_FROM },
    mailConcurrency: read.MAIL_CONCURRENCY,
    // A stop waits for it, so it is short; the stand-in hands messages to polls whose caller died.
    longPollS: read.SQS_ENDPOINT === undefined ? 5 : 1,
    schedules: {
      sweepEveryMs: read.SWEEP_INTERVAL_MS,
      dispatchEveryMs: read.DISPATCH_INTERVAL_MS,
    },
  };
}

function queuesOf(read: z.output<typeof schema>): QueuesConfig {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = read;
  return {
    region: read.AWS_REGION,
    endpoint: read.SQS_ENDPOINT ?? null,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
    prefix: read.SQS_QUEUE_PREFIX,
  };
}
