import { usageSchema, type Usage } from "@pulse/contracts/billing/usage";
import {
  createTestApi,
  publicOrigin,
  serviceToken,
  signIn,
  type Browser,
  type TestApi,
  tokenPublicKey,
} from "@pulse/api/testing/test-api";
import { withWorkspace } from "@pulse/db/with-workspace";
import { createApp } from "@pulse/gateway/app";
import { readConfig } from "@pulse/gateway/config";
import { createServices, type Services } from "@pulse/gateway/context";
import { grantQuota } from "@pulse/platform/quota/grant-quota";
import { startSimulators, type Simulators } from "@pulse/simulators/start-simulators";
import { z } from "zod";

/** The gateway in front of a real api on a database of its own, with simulated providers behind it. */
export interface TestStack extends AsyncDisposable {
  api: TestApi;
  gateway: Services;
  gatewayUrl: string;
  simulators: Simulators;
  /** The gateway's environment, for another process of it. */
  settings: Record<string, string>;
}

export const model = "openai:gpt-6-luna";

export async function startTestStack(environment: Record<string, string> = {}): Promise<TestStack> {
  await using stack = new AsyncDisposableStack();
  const api = stack.use(await createTestApi());
  const internalApiUrl: string = await api.internal.listen({ host: "127.0.0.1", port: 0 });
  const simulators = stack.use(await startSimulators({ pace: "none" }));
  const settings = {
    LOG_LEVEL: "silent",
    PUBLIC_ORIGIN: publicOrigin,
    GATEWAY_PORT: "0",
    GATEWAY_METRICS_PORT: "0",
    INTERNAL_API_URL: internalApiUrl,
    INTERNAL_SERVICE_TOKEN: serviceToken,
    TOKEN_PUBLIC_KEY: tokenPublicKey.export({ type: "spki", format: "pem" }).toString(),
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: simulators.openai.baseUrl,
    ANTHROPIC_API_KEY: "simulated",
    ANTHROPIC_BASE_URL: simulators.anthropic.baseUrl,
    GOOGLE_API_KEY: "simulated",
    GOOGLE_BASE_URL: simulators.google.baseUrl,
    SIMULATED_PROVIDERS: "openai,anthropic,google",
    ...environment,
  };
  const config = readConfig(settings);
  const gateway = await createServices(config, stack);
  const app = await createApp(gateway);
  const gatewayUrl = await app.listen({ host: "127.0.0.1", port: 0 });
  stack.defer(() => {
    app.server.closeAllConnections();
    return app.close();
  });
  const running = stack.move();
  const dispose = () => running.disposeAsync();
  return { api, gateway, gatewayUrl, simulators, settings, [Symbol.asyncDispose]: dispose };
}

/** Somebody with a browser and a program's key, in a workspace with room to spend. */
export interface Person {
  browser: Browser;
  workspaceId: string;
  key: string;
  keyId: string;
  /** Calls the gateway as the browser would. */
  send: (path: string, init?: RequestInit) => Promise<Response>;
  /** Calls the gateway as a program would. */
  call: (path: string, body: unknown, init?: RequestInit) => Promise<Response>;
  usage: () => Promise<Usage>;
}

let people = 0;

/** Signs a new person in; `tokens` are granted beyond the trial's 10,000. */
export async function newPerson(stack: TestStack, tokens = 1_000_000): Promise<Person> {
  people += 1;
  const browser = await signIn(stack.api, `person-${people}-${Date.now()}@example.com`);
  const workspaceId = browser.me.workspace.id;
  if (tokens > 0) await grantTokens(stack, workspaceId, tokens);
  const created = await browser.send("POST", "/v1/api-keys", { body: { name: "tests" } });
  const { apiKey, key } = created.json() as { apiKey: { id: string }; key: string };
  return {
    browser,
    workspaceId,
    key,
    keyId: apiKey.id,
    send: (path, init = {}) =>
      fetch(stack.gatewayUrl + path, {
        ...init,
        headers: {
          cookie: browser.cookie,
          "sec-fetch-site": "same-origin",
          "content-type": "application/json",
          ...init.headers,
        },
      }),
    call: (path, body, init = {}) =>
      fetch(stack.gatewayUrl + path, {
        method: "POST",
        body: JSON.stringify(body),
        ...init,
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          ...init.headers,
        },
      }),
    usage: async () => usageSchema.parse((await browser.send("GET", "/v1/usage")).json()),
  };
}

async function grantTokens(stack: TestStack, workspaceId: string, tokens: number): Promise<void> {
  const now = new Date();
  await withWorkspace(stack.api.services.database, workspaceId, (transaction) =>
    grantQuota(
      transaction,
      {
        workspaceId,
        source: "adjustment",
        reference: `tests-${tokens}`,
        allowance: { tokens, images: 0, videos: 0 },
        startsAt: now,
        expiresAt: null,
      },
      now,
    ),
  );
}

export interface SimulatedCall {
  outcome: "open" | "completed" | "aborted" | "failed";
  inputTokens: number;
  outputTokens: number;
  promptPreview: string;
}

/** What a simulated provider says it received, of prompts that contain a text. */
export async function simulatedCalls(
  stack: TestStack,
  prompt: string,
  provider: "openai" | "anthropic" | "google" = "openai",
): Promise<SimulatedCall[]> {
  const response = await fetch(`${stack.simulators[provider].origin}/_sim/calls`);
  const { calls } = (await response.json()) as { calls: SimulatedCall[] };
  return calls.filter((call) => call.promptPreview.includes(prompt));
}

const refusalSchema = z.object({
  error: z.looseObject({ code: z.string(), message: z.string(), param: z.string().nullish() }),
});

/** What a refusal says, in our shape or in OpenAI's. */
export async function refusalOf(response: Response) {
  return refusalSchema.parse(await response.json()).error;
}

/** One event of a run's stream. */
export interface RunEvent {
  id: number;
  name: string;
  data: Record<string, unknown>;
}

/** The events of a stream's text, comments left out. */
export function eventsOf(text: string): RunEvent[] {
  return text
    .split("\n\n")
    .filter((frame) => frame.startsWith("id:"))
    .map((frame) => {
      const [id = "", name = "", data = ""] = frame.split("\n");
      return {
        id: Number(id.slice(4)),
        name: name.slice(7),
        data: JSON.parse(data.slice(6)) as Record<string, unknown>,
      };
    });
}

/** The answer's text in a stream. */
export function textOf(events: RunEvent[]): string {
  return events
    .filter((event) => event.name === "delta")
    .map((event) => event.data["text"])
    .join("");
}

/** Reads a stream until `isEnough` of what has come, and leaves. */
export async function readUntil(
  response: Response,
  isEnough: (text: string) => boolean,
): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let read = await reader?.read();
  while (read?.value) {
    text += decoder.decode(read.value, { stream: true });
    if (isEnough(text)) break;
    read = await reader?.read();
  }
  await reader?.cancel();
  return text;
}
