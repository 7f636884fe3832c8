import { createId } from "@pulse/contracts/ids";
import { estimateTokens } from "@pulse/contracts/gateway/estimate-tokens";
import { ConfigurationError } from "@pulse/runtime/config";
import { createLogger, type Logger } from "@pulse/runtime/logger";
import { createMetrics, type Metrics } from "@pulse/runtime/metrics";
import { AccessTokens, parsePublicKey } from "./auth/access-tokens.ts";
import { type AuthenticationParts } from "./auth/authenticate.ts";
import { Identities } from "./auth/identities.ts";
import { OpenStreams } from "./auth/open-streams.ts";
import { Revocations } from "./auth/revocations.ts";
import { IdempotentAnswers } from "./completions/idempotent-answers.ts";
import { type CompletionParts } from "./completions/prepare-completion.ts";
import { type Config } from "./config.ts";
import { createInternalApi, type InternalApi } from "./internal-api/internal-api.ts";
import { InternalClient } from "./internal-api/internal-client.ts";
import { createGatewayMetrics, type GatewayMetrics, measureLevels } from "./metrics.ts";
import { LeaseKeeper } from "./quota/lease-keeper.ts";
import { QuotaChannel } from "./quota/quota-channel.ts";
import { Admission } from "./routing/admission.ts";
import { type AttemptPolicy } from "./routing/answer-attempts.ts";
import { type ModelDirectory } from "./routing/model-directory.ts";
import { openModels } from "./routing/open-models.ts";
import { FlushClock } from "./runs/flush-clock.ts";
import { RunRegistry } from "./runs/run-registry.ts";
import { RunSettlements } from "./runs/run-settlements.ts";
import { type StartRunParts } from "./runs/start-chat-run.ts";

/** What the gateway's routes and hooks are made of. */
export interface Services {
  config: Config;
  logger: Logger;
  metrics: Metrics;
  api: InternalApi;
  authentication: AuthenticationParts;
  models: ModelDirectory;
  admission: Admission;
  registry: RunRegistry;
  settlements: RunSettlements;
  quota: QuotaChannel;
  startRun: StartRunParts;
  completions: CompletionParts;
  idempotentAnswers: IdempotentAnswers;
  /** Watchers of runs: ending one ends nobody's generation. */
  watchers: OpenStreams;
  /** Completions under way: ending one aborts its provider. */
  calls: OpenStreams;
}

/** Answers kept for repeated calls: 10 minutes, and not more memory than this. */
const keptAnswers = { countMax: 1_000, charactersMax: 32 * 1024 * 1024, keepMs: 10 * 60_000 };
const revocationsEveryMs = 1_000;
/** Together with the poll's second and the api's own time this stays under the promised five. */
const identityTtlMs = 3_000;
const cachedCredentialsMax = 20_000;
const flushEveryMs = 33;
const endedRunsKeepMs = 15 * 60_000;
const runLogBytesMax = 8 * 1024 * 1024;
const nowMs = () => Date.now();

/** What a test may bring itself. */
export type Overrides = Partial<Pick<Services, "logger" | "models">>;

/**
 * Builds every dependency in order and leaves what must be closed on the stack; `overrides` replace what a
 * test brings itself. Throws `ConfigurationError` when a setting turns out not to work.
 */
export async function createServices(
  config: Config,
  stack: AsyncDisposableStack,
  overrides: Overrides = {},
): Promise<Services> {
  const logger = overrides.logger ?? createLogger({ service: "gateway", level: config.logLevel });
  const metrics = createMetrics("gateway");
  const figures = createGatewayMetrics(metrics);
  const client = stack.use(
    new InternalClient({
      url: config.internalApiUrl,
      serviceToken: config.internalServiceToken,
      timeoutMs: 10_000,
      connectionsMax: 32,
    }),
  );
  const api = createInternalApi(client);
  const models = overrides.models ?? openModels(config.providers, stack);
  const watchers = new OpenStreams();
  const calls = new OpenStreams();
  const authentication = openAuthentication(
    { config, api, logger, streams: [watchers, calls] },
    stack,
  );
  const shared = { config, logger, api, models, figures };
  const admission = new Admission({
    totalMax: config.limits.runningMax,
    perWorkspaceMax: config.limits.runningPerWorkspaceMax,
  });
  const keepBytesMax = config.limits.runLogsBytesMax;
  const registry = new RunRegistry({ keepMs: endedRunsKeepMs, keepBytesMax, nowMs });
  const settlements = new RunSettlements({ api, random: Math.random });
  const quota = createQuota(shared);
  const leases = stack.use(new LeaseKeeper(quota));
  measureLevels(metrics, {
    streamingRuns: () => registry.streamingCount,
    openWatchers: () => watchers.count,
    unsettledCharges: () => quota.unsettledCount + settlements.count,
    endedLogBytes: () => registry.endedBytes,
  });
  return {
    config,
    logger,
    metrics,
    api,
    authentication,
    models,
    admission,
    registry,
    settlements,
    quota,
    startRun: startRunParts(shared, { admission, registry, settlements }),
    completions: completionParts(shared, { admission, quota, leases }),
    idempotentAnswers: new IdempotentAnswers(keptAnswers),
    watchers,
    calls,
  };
}

interface Shared {
  config: Config;
  logger: Logger;
  api: InternalApi;
  models: ModelDirectory;
  figures: GatewayMetrics;
}

function openAuthentication(
  parts: { config: Config; api: InternalApi; logger: Logger; streams: OpenStreams[] },
  stack: AsyncDisposableStack,
): AuthenticationParts {
  const { config, api, logger, streams } = parts;
  const publicKey = readPublicKey(config.tokenPublicKey);
  const tokens = new AccessTokens({ publicKey, nowMs, cacheMax: cachedCredentialsMax });
  const resolve = api.resolveIdentity;
  const identities = new Identities({
    resolve,
    cacheMax: cachedCredentialsMax,
    ttlMs: identityTtlMs,
  });
  const list = api.listRevocations;
  const revocations = new Revocations({ list, everyMs: revocationsEveryMs, nowMs, logger });
  revocations.onRevoked((revocation) => {
    identities.forget(revocation);
    for (const open of streams) open.endRevoked(revocation);
  });
  const stop = new AbortController();
  const polling = revocations.poll(stop.signal);
  stack.defer(async () => {
    stop.abort();
    await polling;
  });
  return { publicOrigin: config.publicOrigin, tokens, identities, revocations };
}

function readPublicKey(pem: string) {
  try {
    return parsePublicKey(pem);
  } catch (cause) {
    const message = "TOKEN_PUBLIC_KEY is not an Ed25519 key in PEM (SPKI)";
    throw new ConfigurationError(message, { cause });
  }
}

function createQuota({ api, logger, figures }: Shared): QuotaChannel {
  return new QuotaChannel({
    applyQuota: api.applyQuota,
    onBatch: (size) => figures.quotaBatches.observe(size),
    logger,
    random: Math.random,
    queueMax: 5_000,
    unsettledMax: 50_000,
  });
}

function attemptPolicy({ figures }: Shared): AttemptPolicy {
  return {
    attemptsMax: 2,
    delayMsMax: 500,
    retryAfterMsMax: 5_000,
    random: Math.random,
    onRetry: (error) => figures.providerRetries.inc({ code: error.code }),
    onFirstEvents: (elapsedMs) => figures.firstEvents.observe(elapsedMs / 1000),
  };
}

function startRunParts(
  shared: Shared,
  own: { admission: Admission; registry: RunRegistry; settlements: RunSettlements },
): StartRunParts {
  const { api, logger, models, figures } = shared;
  const clock = new FlushClock({ everyMs: flushEveryMs });
  return {
    gatewayId: `gateway-${crypto.randomUUID()}`,
    api,
    registry: own.registry,
    admission: own.admission,
    routeModel: models.route,
    attempts: attemptPolicy(shared),
    runOptions: { clock, logBytesMax: runLogBytesMax, estimateTokens },
    createRunId: () => createId("run"),
    generation: {
      saveCheckpoint: api.checkpointRun,
      settle: (runId, settlement) => own.settlements.settle(runId, settlement),
      stopDrainMs: 250,
      receiptWaitMs: 10_000,
      onEnd: (state) => figures.runs.inc({ state }),
      nowMs,
      logger,
    },
  };
}

function completionParts(
  shared: Shared,
  own: { admission: Admission; quota: QuotaChannel; leases: LeaseKeeper },
): CompletionParts {
  return {
    ...own,
    attempts: attemptPolicy(shared),
    routeModel: shared.models.route,
    estimateTokens,
    createCompletionId: () => `chatcmpl-${createId("run").slice(4)}`,
    onAnswer: (elapsedMs) => shared.figures.answers.observe(elapsedMs / 1000),
    nowMs,
  };
}
