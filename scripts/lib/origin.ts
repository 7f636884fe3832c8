import {
  Agent,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { errorCatalogue, errorMessage } from "@pulse/contracts/errors";
import { localeFromAcceptLanguage } from "@pulse/contracts/locales";
import { createProxyServer } from "http-proxy-3";
import { listen } from "./ports.ts";

/** Where each part of the one public origin is served. */
export interface OriginTargets {
  api: string;
  gateway: string;
  web: string;
}

export interface Origin extends AsyncDisposable {
  url: string;
}

interface Route {
  target: string;
  path: string;
}

/**
 * The path rules, the same as in `docker/nginx.conf`: `/api/*` and `/gateway/*` lose their prefix, all
 * else is the web app's.
 */
export function routeOf(path: string, targets: OriginTargets): Route {
  const [, service, rest] = /^\/(api|gateway)(\/.*|\?.*|)$/.exec(path) ?? [];
  if (service !== "api" && service !== "gateway") return { target: targets.web, path };
  return { target: targets[service], path: rest?.startsWith("/") === true ? rest : `/${rest}` };
}

/**
 * Serves the web app, the api and the gateway on one port. Answers are passed on as they come, neither
 * buffered nor compressed, and a client that goes away is gone for the service behind too.
 */
export async function startOrigin(port: number, targets: OriginTargets): Promise<Origin> {
  const agent = new Agent({ keepAlive: true });
  const proxy = createProxyServer({ xfwd: true, agent });
  const forward = (request: IncomingMessage) => {
    const { target, path } = routeOf(request.url ?? "/", targets);
    request.url = path;
    return { target };
  };
  proxy.on("error", (_error, request, response) => refuse(request, response));
  const server = createServer((request, response) => {
    // One hop: what a client claims about earlier hops is not passed on.
    delete request.headers["x-forwarded-for"];
    response.on("close", () => {
      if (!response.writableFinished) request.destroy();
    });
    proxy.web(request, response, forward(request));
  });
  server.on("upgrade", (request, socket, head) =>
    proxy.ws(request, socket, head, forward(request)),
  );
  // Long answers are streams; the services behind set the bounds.
  server.requestTimeout = 0;
  const actualPort = await listen(server, port);
  return {
    url: `http://localhost:${actualPort}`,
    async [Symbol.asyncDispose]() {
      await close(server);
      agent.destroy();
    },
  };
}

/** The service behind does not answer: the api's own error shape, so that the page can say it in words. */
function refuse(request: IncomingMessage, response: unknown): void {
  const isResponse = (value: unknown): value is ServerResponse =>
    typeof value === "object" && value !== null && "writeHead" in value;
  if (!isResponse(response)) return;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const locale = localeFromAcceptLanguage(request.headers["accept-language"]);
  const code = "unavailable";
  const error = { code, message: errorMessage(code, locale), requestId: "origin" };
  response.writeHead(errorCatalogue[code].status, {
    "content-type": "application/json; charset=utf-8",
    "content-language": locale,
    "retry-after": "2",
  });
  response.end(JSON.stringify({ error }));
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
