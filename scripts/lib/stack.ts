import { join } from "node:path";
import { startSimulators, type Simulators } from "@pulse/simulators/start-simulators";
import { prepareDatabase } from "./database.ts";
import { embeddedParts, type EmbeddedParts, type SimulatedProvider } from "./embedded-parts.ts";
import { lockFolder } from "./lock.ts";
import { startMailbox } from "./mailbox.ts";
import { startOrigin } from "./origin.ts";
import { assertPortIsFree, findFreePorts } from "./ports.ts";
import { Problem } from "./problem.ts";
import { repositoryRoot } from "./repository.ts";
import { startS3 } from "./s3.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { startService, type Service } from "./service.ts";
import {
  loopback,
  serviceEnvironment,
  type ServiceName,
  type StackPorts,
  type StackSettings,
} from "./service-environments.ts";
import { startSqs } from "./sqs.ts";
import { startTogether } from "./start-together.ts";
import { buildWeb } from "./web-build.ts";

export interface StackOptions {
  /** Holds the database, stored objects and generated secrets. */
  dataFolder: string;
  /** The public ports: the documented ones (or `PORT`, `MAILBOX_PORT`), or any that are free. */
  ports: "documented" | "free";
  /** `built` serves a production build, `reload` restarts on every change, `none` leaves the web app out. */
  web: "built" | "reload" | "none";
  /** Whether data must survive a power cut; test data need not. */
  isDurable: boolean;
  environment: NodeJS.ProcessEnv;
  log: (line: string) => void;
}

/** A whole running Pulse. Disposing drains it and stops everything it started. */
export interface Stack extends AsyncDisposable {
  /** The one public origin. */
  url: string;
  /** Inbox in a browser; null when mail goes out for real. */
  mailboxUrl: string | null;
  /** Control addresses of the stand-ins for model providers, such as `GET <address>/_sim/calls`. */
  simulators: SimulatedAddresses;
  databaseUrl: string;
  databaseOwnerUrl: string;
  internalApiUrl: string;
  secrets: Secrets;
  metricsUrls: Record<"api" | "gateway" | "worker", string>;
  services: Partial<Record<ServiceName, Service>> & Record<"api" | "gateway" | "worker", Service>;
}

/** Starts every part that the environment does not name, then the services, then the origin in front. */
export async function startStack(options: StackOptions): Promise<Stack> {
  await using stack = new AsyncDisposableStack();
  const publicPorts = await choosePublicPorts(options);
  stack.use(await lockFolder(options.dataFolder));
  const secrets = await loadSecrets(options.dataFolder);
  const parts = embeddedParts(options.environment);
  const [database, sqs, s3, mailbox, simulators] = await startTogether(stack, [
    prepareDatabase({ ...options, isEmbedded: parts.postgres, secrets }),
    parts.sqs ? startSqs() : null,
    parts.s3 ? startS3(join(options.dataFolder, "s3")) : null,
    parts.mailbox ? startMailbox(publicPorts.mailbox) : null,
    parts.simulated.length > 0 ? startSimulators() : null,
    options.web === "built" ? buildWeb(options.log) : null,
  ]);
  const ports = await chooseInnerPorts(options);
  const url = options.environment["PUBLIC_ORIGIN"] || `http://localhost:${publicPorts.origin}`;
  const origin = await startOrigin(publicPorts.origin, {
    api: loopback(ports.api),
    gateway: loopback(ports.gateway),
    web: loopback(ports.web),
  });
  stack.use(origin);
  const services = await startServices(stack, options, {
    operator: options.environment,
    secrets,
    publicOrigin: url,
    databaseUrl: database.appUrl,
    ports,
    sqs,
    s3,
    smtpUrl: mailbox?.smtpUrl ?? null,
    simulated: simulatedAddresses(parts, simulators, "baseUrl"),
  });
  const running = stack.move();
  return {
    url,
    mailboxUrl: mailbox?.webUrl ?? null,
    simulators: simulatedAddresses(parts, simulators, "origin"),
    databaseUrl: database.appUrl,
    databaseOwnerUrl: database.ownerUrl,
    internalApiUrl: loopback(ports.apiInternal),
    secrets,
    metricsUrls: {
      api: `${loopback(ports.apiMetrics)}/metrics`,
      gateway: `${loopback(ports.gatewayMetrics)}/metrics`,
      worker: `${loopback(ports.worker)}/metrics`,
    },
    services,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

type SimulatedAddresses = Partial<Record<SimulatedProvider, string>>;

function simulatedAddresses(
  parts: EmbeddedParts,
  simulators: Simulators | null,
  address: "baseUrl" | "origin",
): SimulatedAddresses {
  if (simulators === null) return {};
  return Object.fromEntries(parts.simulated.map((name) => [name, simulators[name][address]]));
}

interface PublicPorts {
  origin: number;
  mailbox: number;
}

async function choosePublicPorts({ ports, environment }: StackOptions): Promise<PublicPorts> {
  if (ports === "free") {
    const [origin = 0, mailbox = 0] = await findFreePorts(2);
    return { origin, mailbox };
  }
  const chosen = {
    origin: portOf(environment, "PORT") ?? 3000,
    mailbox: portOf(environment, "MAILBOX_PORT") ?? 8025,
  };
  await assertPortIsFree(chosen.origin, "PORT");
  if (embeddedParts(environment).mailbox) await assertPortIsFree(chosen.mailbox, "MAILBOX_PORT");
  return chosen;
}

function portOf(environment: NodeJS.ProcessEnv, variable: string): number | null {
  const text = environment[variable]?.trim();
  if (!text) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Problem(`${variable} is not a port number: ${text}`);
}

/** Ports on loopback that nothing outside the stack has to know; the operator may fix them all the same. */
async function chooseInnerPorts({ environment }: StackOptions): Promise<StackPorts> {
  const free = await findFreePorts(7);
  const choose = (variable: string) => portOf(environment, variable) ?? free.pop() ?? 0;
  return {
    api: choose("API_PORT"),
    apiInternal: choose("API_INTERNAL_PORT"),
    apiMetrics: choose("API_METRICS_PORT"),
    gateway: choose("GATEWAY_PORT"),
    gatewayMetrics: choose("GATEWAY_METRICS_PORT"),
    worker: choose("WORKER_HEALTH_PORT"),
    web: choose("WEB_PORT"),
  };
}

/** Longer than the services' own bound on draining, so that ours is the last resort. */
const stopTimeoutMs = 12_000;

async function startServices(
  stack: AsyncDisposableStack,
  options: StackOptions,
  settings: StackSettings,
): Promise<Stack["services"]> {
  const { ports } = settings;
  const start = (name: ServiceName, nodeArguments: string[], readyUrl: string) =>
    startService({
      name,
      nodeArguments,
      readyUrl,
      cwd: join(repositoryRoot, "apps", name),
      environment: serviceEnvironment(name, settings),
      stopTimeoutMs,
      log: options.log,
    });
  const watch = options.web === "reload" ? ["--watch", "--watch-preserve-output"] : [];
  const program = [...watch, "src/main.ts"];
  const ready = "/v1/health/ready";
  // The stack disposes the last first: who talks to users, then the api that settles their last runs.
  // The gateway asks the api from its first second on; started together, each start would log an outage.
  const [api] = await startTogether(stack, [start("api", program, loopback(ports.api) + ready)]);
  const [gateway, worker, web] = await startTogether(stack, [
    start("gateway", program, loopback(ports.gateway) + ready),
    start("worker", program, loopback(ports.worker) + ready),
    options.web === "none"
      ? null
      : start("web", webArguments(options.web, ports.web), loopback(ports.web)),
  ]);
  return { api, gateway, worker, ...(web === null ? {} : { web }) };
}

function webArguments(mode: "built" | "reload", port: number): string[] {
  const next = join(repositoryRoot, "apps/web/node_modules/next/dist/bin/next");
  return [
    next,
    mode === "built" ? "start" : "dev",
    "--hostname",
    "127.0.0.1",
    "--port",
    String(port),
  ];
}
