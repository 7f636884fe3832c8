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
import { z } from "zod";
import {
  providersConfigOf,
  providerSettings,
  type ProvidersConfig,
} from "./catalogue/providers-config.ts";

export interface Config {
  logLevel: z.output<typeof logLevelSetting>;
  publicOrigin: string;
  host: string;
  publicPort: number;
  metricsPort: number;
  trustedProxies: string[];
  shutdownTimeoutMs: number;
  internalApiUrl: string;
  internalServiceToken: string;
  /** Ed25519 in PEM (SPKI). */
  tokenPublicKey: string;
  limits: { runningMax: number; runningPerWorkspaceMax: number; runLogsBytesMax: number };
  providers: ProvidersConfig;
}

const schema = z.object({
  LOG_LEVEL: logLevelSetting,
  PUBLIC_ORIGIN: originSetting,
  GATEWAY_HOST: z.string().default("127.0.0.1"),
  GATEWAY_PORT: portSetting,
  GATEWAY_METRICS_PORT: portSetting,
  TRUSTED_PROXIES: trustedProxiesSetting,
  SHUTDOWN_TIMEOUT_MS: millisecondsSetting.default(30_000),
  INTERNAL_API_URL: originSetting,
  INTERNAL_SERVICE_TOKEN: secretSetting,
  TOKEN_PUBLIC_KEY: z.string(),
  GATEWAY_RUNNING_MAX: countSetting.default(4_000),
  GATEWAY_RUNNING_PER_WORKSPACE_MAX: countSetting.default(100),
  GATEWAY_RUN_LOGS_BYTES_MAX: countSetting.default(128 * 1024 * 1024),
  ...providerSettings,
});

/** Reads the gateway's settings. Throws `ConfigurationError` naming what is missing. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = parseEnvironment(schema, environment);
  return {
    logLevel: read.LOG_LEVEL,
    publicOrigin: read.PUBLIC_ORIGIN,
    host: read.GATEWAY_HOST,
    publicPort: read.GATEWAY_PORT,
    metricsPort: read.GATEWAY_METRICS_PORT,
    trustedProxies: read.TRUSTED_PROXIES,
    shutdownTimeoutMs: read.SHUTDOWN_TIMEOUT_MS,
    internalApiUrl: read.INTERNAL_API_URL,
    internalServiceToken: read.INTERNAL_SERVICE_TOKEN,
    tokenPublicKey: read.TOKEN_PUBLIC_KEY,
    limits: {
      runningMax: read.GATEWAY_RUNNING_MAX,
      runningPerWorkspaceMax: read.GATEWAY_RUNNING_PER_WORKSPACE_MAX,
      runLogsBytesMax: read.GATEWAY_RUN_LOGS_BYTES_MAX,
    },
    providers: providersConfigOf(read),
  };
}
