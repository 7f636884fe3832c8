import { createDatabase, type Database } from "@pulse/db/client";
import { isDatabaseUnavailable } from "@pulse/db/database-errors";
import { createAuth, type Auth } from "@pulse/platform/auth/create-auth";
import { createIdempotencyStore } from "@pulse/platform/idempotency/idempotency-store";
import { createResponseSeal } from "@pulse/platform/idempotency/response-seal";
import { createUsageFeed, type UsageFeed } from "@pulse/platform/quota/usage-feed";
import { readSigningKey } from "@pulse/platform/sessions/access-token";
import { ConfigurationError } from "@pulse/runtime/config";
import { type IdempotencyStore } from "@pulse/runtime/http/idempotency";
import { createLogger, type Logger } from "@pulse/runtime/logger";
import { createMetrics, type Metrics } from "@pulse/runtime/metrics";
import { createQueues, type Queues } from "@pulse/runtime/queue/queues";
import { type CryptoKey } from "jose";
import { type Config } from "./config.ts";

/** What the api's routes and hooks are made of. */
export interface Services {
  config: Config;
  logger: Logger;
  metrics: Metrics;
  database: Database;
  auth: Auth;
  queues: Queues;
  idempotency: IdempotencyStore;
  usageFeed: UsageFeed;
  signingKey: CryptoKey;
  now: () => Date;
}

/**
 * Builds every dependency in order and leaves it on the stack; `overrides` replace what a test brings itself.
 * Throws `ConfigurationError` when a setting turns out not to work.
 */
export async function createServices(
  config: Config,
  stack: AsyncDisposableStack,
  overrides: Partial<Services> = {},
): Promise<Services> {
  const logger = overrides.logger ?? createLogger({ service: "api", level: config.logLevel });
  const signingKey = await readSigningKey(config.tokenPrivateKey).catch((cause: unknown) => {
    throw new ConfigurationError("TOKEN_PRIVATE_KEY is not an Ed25519 key in PEM (PKCS #8)", {
      cause,
    });
  });
  const database = overrides.database ?? stack.use(await openDatabase(config, logger));
  const { publicOrigin, sessionSecret: secret } = config;
  const auth = overrides.auth ?? createAuth({ database, logger, publicOrigin, secret });
  const queues = overrides.queues ?? stack.use(createQueues(config.queues));
  const seal = createResponseSeal(secret);
  const now = overrides.now ?? (() => new Date());
  const { url: databaseUrl } = config.database;
  const usageFeed =
    overrides.usageFeed ?? stack.use(createUsageFeed({ database, databaseUrl, logger, now }));
  return {
    config,
    logger,
    metrics: createMetrics("api"),
    database,
    auth,
    queues,
    idempotency: createIdempotencyStore(database, seal),
    usageFeed,
    signingKey,
    now,
    ...overrides,
  };
}

async function openDatabase(config: Config, logger: Logger): Promise<Database> {
  try {
    const onError = (error: Error) => logger.warn({ error }, "a database connection broke");
    return await createDatabase({ ...config.database, onError });
  } catch (cause) {
    if (!isDatabaseUnavailable(cause)) throw cause;
    throw new ConfigurationError("the database of DATABASE_URL cannot be reached", { cause });
  }
}
