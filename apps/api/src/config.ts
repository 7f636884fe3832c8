import {
  countSetting,
  logLevelSetting,
  millisecondsSetting,
  originSetting,
  parseEnvironment,
  portSetting,
  secretSetting,
  trustedProxiesSetting,
} from "@pulse/runtime/config";
import { type QueuesConfig } from "@pulse/runtime/queue/queues";
import { z } from "zod";

export interface Config {
  logLevel: z.output<typeof logLevelSetting>;
  publicOrigin: string;
  host: string;
  publicPort: number;
  internalPort: number;
  metricsPort: number;
  trustedProxies: string[];
  shutdownTimeoutMs: number;
  database: { url: string; poolMax: number };
  queues: QueuesConfig;
  /** Ed25519 in PEM (PKCS #8). */
  tokenPrivateKey: string;
  sessionSecret: string;
  internalServiceToken: string;
}

const schema = z.object({
  LOG_LEVEL: logLevelSetting,
  PUBLIC_ORIGIN: originSetting,
  API_HOST: z.string().default("127.0.0.1"),
  API_PORT: portSetting,
  API_INTERNAL_PORT: portSetting,
  API_METRICS_PORT: portSetting,
  TRUSTED_PROXIES: trustedProxiesSetting,
  SHUTDOWN_TIMEOUT_MS: millisecondsSetting.default(30_000),
  DATABASE_URL: z.string(),
  DATABASE_POOL_MAX: countSetting.default(20),
  SESSION_SECRET: secretSetting,
  TOKEN_PRIVATE_KEY: z.string(),
  INTERNAL_SERVICE_TOKEN: secretSetting,
  AWS_REGION: z.string().default("us-east-1"),
  SQS_ENDPOINT: z.url().optional(),
  SQS_QUEUE_PREFIX: z.string().default("pulse-"),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
});

/** Reads the api's settings. Throws `ConfigurationError` naming what is missing. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = parseEnvironment(schema, environment);
  return {
    logLevel: read.LOG_LEVEL,
    publicOrigin: read.PUBLIC_ORIGIN,
    host: read.API_HOST,
    publicPort: read.API_PORT,
    internalPort: read.API_INTERNAL_PORT,
    metricsPort: read.API_METRICS_PORT,
    trustedProxies: read.TRUSTED_PROXIES,
    shutdownTimeoutMs: read.SHUTDOWN_TIMEOUT_MS,
    database: { url: read.DATABASE_URL, poolMax: read.DATABASE_POOL_MAX },
    queues: queuesOf(read),
    tokenPrivateKey: read.TOKEN_PRIVATE_KEY,
    sessionSecret: read.SESSION_SECRET,
    internalServiceToken: read.INTERNAL_SERVICE_TOKEN,
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
