import { standInKey } from "./s3.ts";
import { type Secrets } from "./secrets.ts";

export type ServiceName = "api" | "gateway" | "worker" | "web";

/** What the services are told; addresses are loopback unless the operator named others. */
export interface StackSettings {
  /** The operator's own environment: wins over everything below, and carries provider keys. */
  operator: NodeJS.ProcessEnv;
  secrets: Secrets;
  publicOrigin: string;
  databaseUrl: string;
  ports: StackPorts;
  sqs: { endpoint: string; region: string } | null;
  s3: { endpoint: string; bucket: string } | null;
  smtpUrl: string | null;
  /** Base addresses of the stand-ins, for the providers without a key. */
  simulated: { openai?: string; anthropic?: string; google?: string };
}

export interface StackPorts {
  api: number;
  apiInternal: number;
  apiMetrics: number;
  gateway: number;
  gatewayMetrics: number;
  worker: number;
  web: number;
}

type Environment = Record<string, string | undefined>;

/** Settings that only some services may see: the api has no provider keys, the gateway no database. */
const reserved: { pattern: RegExp; services: ServiceName[] }[] = [
  { pattern: /^DATABASE_OWNER_URL$/, services: [] },
  { pattern: /^(?:DATABASE|S3|SQS)_/, services: ["api", "worker"] },
  { pattern: /^AWS_/, services: ["api", "worker"] },
  { pattern: /^(?:SMTP_URL|MAIL_\w+)$/, services: ["worker"] },
  { pattern: /^(?:SESSION_SECRET|TOKEN_PRIVATE_KEY)$/, services: ["api"] },
  { pattern: /^(?:OPENAI|ANTHROPIC|GOOGLE|COMPATIBLE|SIMULATED)_/, services: ["gateway"] },
  { pattern: /^(?:INTERNAL_SERVICE_TOKEN|INTERNAL_API_URL)$/, services: ["api", "gateway"] },
];

function isFor(variable: string, service: ServiceName): boolean {
  return reserved.every(({ pattern, services }) => {
    return !pattern.test(variable) || services.includes(service);
  });
}

/** The environment of one service: the stack's own settings, the operator's above them, nothing that is not its business. */
export function serviceEnvironment(service: ServiceName, settings: StackSettings): Environment {
  const all: Environment = {
    NODE_ENV: "production",
    SHUTDOWN_TIMEOUT_MS: "8000",
    ...settings.secrets,
    SMTP_URL: settings.smtpUrl ?? undefined,
    SQS_QUEUE_PREFIX: "pulse",
    INTERNAL_API_URL: loopback(settings.ports.apiInternal),
    API_PORT: String(settings.ports.api),
    API_INTERNAL_PORT: String(settings.ports.apiInternal),
    API_METRICS_PORT: String(settings.ports.apiMetrics),
    GATEWAY_PORT: String(settings.ports.gateway),
    GATEWAY_METRICS_PORT: String(settings.ports.gatewayMetrics),
    WORKER_HEALTH_PORT: String(settings.ports.worker),
    ...cloudEnvironment(settings),
    ...providerEnvironment(settings.simulated),
    ...given(settings.operator),
    // The operator's address may be an administrator's; the stack derived these from it.
    DATABASE_URL: settings.databaseUrl,
    PUBLIC_ORIGIN: settings.publicOrigin,
    PORT: String(settings.ports.web),
  };
  const visible = Object.entries(all).filter(
    ([variable]) => isFor(variable, service) && !variable.startsWith("POSTGRES_"),
  );
  return Object.fromEntries(visible);
}

export function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** A variable that is set to nothing counts as not set. */
function given(operator: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(Object.entries(operator).filter(([, value]) => value?.trim()));
}

function cloudEnvironment({ sqs, s3 }: StackSettings): Environment {
  const keys = { AWS_ACCESS_KEY_ID: standInKey, AWS_SECRET_ACCESS_KEY: standInKey };
  return {
    ...(sqs === null ? {} : { ...keys, SQS_ENDPOINT: sqs.endpoint, AWS_REGION: sqs.region }),
    ...(s3 === null ? {} : { ...keys, S3_ENDPOINT: s3.endpoint, S3_BUCKET: s3.bucket }),
  };
}

function providerEnvironment(simulated: StackSettings["simulated"]): Environment {
  const entries = Object.entries(simulated).flatMap(([provider, baseUrl]) => [
    [`${provider.toUpperCase()}_BASE_URL`, baseUrl],
    [`${provider.toUpperCase()}_API_KEY`, "simulated"],
  ]);
  return { ...Object.fromEntries(entries), SIMULATED_PROVIDERS: Object.keys(simulated).join(",") };
}
