import { AsyncLocalStorage } from "node:async_hooks";
import { runWithTransaction } from "@better-auth/core/context";
import { cookieNames } from "@pulse/contracts/internal/identity";
import { createId, idPrefixes, type IdKind } from "@pulse/contracts/ids";
import { globalClient, type Database } from "@pulse/db/client";
import { withoutWorkspace, type Transaction } from "@pulse/db/with-workspace";
import { cookieNameOf } from "@pulse/runtime/http/cookies";
import { type Logger } from "@pulse/runtime/logger";
import { betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import {
  type BetterAuthOptions,
  type DBAdapter,
  type DBTransactionAdapter,
} from "better-auth/types";
import { type Visit } from "../context.ts";
import { type JobReference } from "../jobs/enqueue-job.ts";
import { beginSession } from "../sessions/begin-session.ts";
import { sessionAbsoluteMs } from "../sessions/session-lifetime.ts";
import { enqueueLinkMail, linkLivesMinutes } from "../sign-in/enqueue-link-mail.ts";
import { createAuthAdapter } from "./auth-adapter.ts";
import { createToken, hashToken } from "./secret-token.ts";

/** Where an act's rows are written, when, and for whom. */
export interface Scope {
  transaction: Transaction;
  visit: Pick<Visit, "now" | "publicOrigin" | "ipAddress" | "userAgent" | "locale">;
}

/** The library inside one transaction. */
export interface Act {
  api: Library["api"];
  adapter: DBTransactionAdapter;
  /** Mails that were written, to be dispatched once the transaction is committed. */
  mails: JobReference[];
}

export interface Auth {
  library: Library;
  /** The name under which the browser sends the session's cookie. */
  sessionCookieName: string;
  /** Runs the library inside the caller's transaction: all that both of them do is written, or nothing. */
  within: <Result>(scope: Scope, work: (act: Act) => Promise<Result>) => Promise<Result>;
}

export interface AuthParts {
  database: Database;
  logger: Logger;
  publicOrigin: string;
  /** Signs session cookies; another secret ends every session. */
  secret: string;
}

/**
 * Sign-in and sessions by better-auth, on our tables. Its router is not served: our verbs call it, so that
 * origins, rate limits and permissions are checked in one way for every operation.
 */
export function createAuth(parts: AuthParts): Auth {
  const acts = new AsyncLocalStorage<Scope & Act>();
  const library = createLibrary(parts, () => {
    const act = acts.getStore();
    if (act === undefined) throw new Error("signing in has to run within a transaction");
    return act;
  });
  return {
    library,
    sessionCookieName: cookieNameOf(cookieNames.session, parts.publicOrigin),
    within: async (scope, work) => {
      const { api } = library;
      const context = await library.$context;
      const adapter = createAuthAdapter(scope.transaction, context.options);
      const act = { ...scope, api, adapter, mails: [] };
      return runWithTransaction({ ...context.adapter, transaction: (run) => run(adapter) }, () =>
        acts.run(act, () => work(act)),
      );
    },
  };
}

type Library = ReturnType<typeof createLibrary>;

function createLibrary(parts: AuthParts, currentAct: () => Scope & Act) {
  const { database, publicOrigin, secret } = parts;
  return betterAuth({
    baseURL: publicOrigin,
    secret,
    database: (options: BetterAuthOptions): DBAdapter => ({
      ...createAuthAdapter(globalClient(database), options),
      transaction: (run) =>
        withoutWorkspace(database, (transaction) => run(createAuthAdapter(transaction, options))),
    }),
    user: { additionalFields: { locale: { type: "string", required: false, input: false } } },
    session: {
      expiresIn: sessionAbsoluteMs / 1000,
      // Idle and absolute ends are ours to reckon: see `authenticateSession`.
      disableSessionRefresh: true,
      additionalFields: { activeWorkspaceId: { type: "string", required: false, input: false } },
    },
    verification: {
      additionalFields: { locale: { type: "string", required: false, input: false } },
      // Stale rows are deleted by the worker's schedule, not by whoever signs in.
      disableCleanup: true,
    },
    plugins: [
      magicLink({
        expiresIn: linkLivesMinutes * 60,
        generateToken: createToken,
        storeToken: { type: "custom-hasher", hash: async (token) => hashToken(token) },
        sendMagicLink: async (link) => {
          const { transaction, visit, mails } = currentAct();
          mails.push(await enqueueLinkMail(transaction, visit, link));
        },
      }),
    ],
    databaseHooks: hooksOf(currentAct),
    advanced: {
      database: { generateId: ({ model }) => createId(idKindOf(model)) },
      cookies: { session_token: { name: cookieNameOf(cookieNames.session, publicOrigin) } },
      defaultCookieAttributes: { secure: publicOrigin.startsWith("https:") },
      // Its own prefix would come before the name.
      useSecureCookies: false,
    },
    // Throttles are counted in Postgres, for all processes together.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: loggerOf(parts.logger),
  });
}

/** What the library leaves open, whichever way of signing in it serves. */
function hooksOf(currentAct: () => Scope & Act) {
  return {
    verification: {
      create: { before: async () => ({ data: { locale: currentAct().visit.locale } }) },
    },
    user: { create: { before: async () => ({ data: { locale: currentAct().visit.locale } }) } },
    session: {
      create: {
        before: async ({ userId }: { userId: string }) => {
          const { transaction, visit } = currentAct();
          return { data: await beginSession(transaction, visit, userId) };
        },
      },
    },
  } satisfies BetterAuthOptions["databaseHooks"];
}

function idKindOf(model: string): IdKind {
  if (model in idPrefixes) return model as IdKind;
  throw new Error(`ids of ${model} have no prefix`);
}

function loggerOf(logger: Logger): BetterAuthOptions["logger"] {
  return {
    level: "warn",
    log: (level, message, ...details) => logger[level]({ details }, message),
  };
}
