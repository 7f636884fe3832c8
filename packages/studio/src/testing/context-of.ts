import { type Identity } from "@pulse/contracts/internal/identity";
import { type Database } from "@pulse/db/client";
import { createAuth } from "@pulse/platform/auth/create-auth";
import { type Context } from "@pulse/platform/context";
import { createLogger } from "@pulse/runtime/logger";
import { createQueues } from "@pulse/runtime/queue/queues";

/** A request's context as the api makes it; studio's verbs send nothing through the queues. */
export function contextOf(database: Database, identity: Identity, now: Date): Context {
  const logger = createLogger({ service: "test", level: "silent" });
  const publicOrigin = "http://localhost:3000";
  const secret = "session-secret-of-the-tests-0123456789";
  return {
    database,
    auth: createAuth({ database, logger, publicOrigin, secret }),
    identity,
    now,
    queues: createQueues({ region: "us-east-1", endpoint: null, credentials: null, prefix: "" }),
    logger,
    publicOrigin,
    ipAddress: "127.0.0.1",
    userAgent: null,
    locale: "ar",
  };
}
