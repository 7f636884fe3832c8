import { createServer } from "node:http";
import { collectDefaultMetrics, Registry } from "prom-client";
import { listen } from "./listen.ts";

export type Metrics = Registry;

/** A registry with the process's own figures; every series names its service. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

export interface MetricsServer extends AsyncDisposable {
  port: number;
}

/** Serves `GET /metrics` (Prometheus text) on a port of its own, which no public path reaches. */
export async function serveMetrics(
  registry: Metrics,
  address: { host: string; port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const port = await listen(server, address);
  return {
    port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
