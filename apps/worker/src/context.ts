import { createDatabase, type Database } from "@pulse/db/client";
import { isDatabaseUnavailable } from "@pulse/db/database-errors";
import { ConfigurationError } from "@pulse/runtime/config";
import { createLogger, type Logger } from "@pulse/runtime/logger";
import { createMailer, type Mailer } from "@pulse/runtime/mail";
import { createMetrics, type Metrics } from "@pulse/runtime/metrics";
import { createQueues, type Queues } from "@pulse/runtime/queue/queues";
import { type Config } from "./config.ts";
import { createWorkMetrics, type WorkMetrics } from "./work-metrics.ts";

/** What consumers and schedules are made of. */
export interface Services {
  config: Config;
  logger: Logger;
  metrics: Metrics;
  work: WorkMetrics;
  database: Database;
  queues: Queues;
  mailer: Mailer;
  now: () => Date;
  /** From 0 to 1. */
  random: () => number;
}

/** Builds every dependency in order and leaves it on the stack; `overrides` replace what a test brings itself. */
export async function createServices(
  config: Config,
  stack: AsyncDisposableStack,
  overrides: Partial<Services> = {},
): Promise<Services> {
  const logger = overrides.logger ?? createLogger({ service: "worker", level: config.logLevel });
  const metrics = createMetrics("worker");
  return {
    config,
    logger,
    metrics,
    work: createWorkMetrics(metrics),
    database: overrides.database ?? stack.use(await openDatabase(config, logger)),
    queues: overrides.queues ?? stack.use(createQueues(config.queues)),
    mailer: overrides.mailer ?? stack.use(createMailer(config.mail)),
    now: () => new Date(),
    random: Math.random,
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
