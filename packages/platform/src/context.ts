import { type Identity } from "@pulse/contracts/internal/identity";
import { type Locale } from "@pulse/contracts/locales";
import { type Database } from "@pulse/db/client";
import { type Logger } from "@pulse/runtime/logger";
import { type Queues } from "@pulse/runtime/queue/queues";
import { type Auth } from "./auth/create-auth.ts";

/** A request before anyone knows who sent it: what its verb may use, and where it came from. */
export interface Visit {
  database: Database;
  auth: Auth;
  queues: Queues;
  logger: Logger;
  /** The instant of the request; every decision about time goes by it. */
  now: Date;
  /** Where browsers reach us; the only source of links in mails. */
  publicOrigin: string;
  ipAddress: string;
  userAgent: string | null;
  locale: Locale;
}

/** A request whose sender is known, in the workspace they act in. */
export interface Context extends Visit {
  identity: Identity;
}
