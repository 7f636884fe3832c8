import { listenServer } from "@pulse/runtime/http/listen-server";
import { serveMetrics } from "@pulse/runtime/metrics";
import { runService } from "@pulse/runtime/run-service";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createServices } from "./context.ts";
import { createInternalApp } from "./internal-app.ts";

await runService(async (stack) => {
  const config = readConfig();
  const services = await createServices(config, stack);
  const { host, metricsPort, internalPort, publicPort, shutdownTimeoutMs: drainMs } = config;
  stack.use(await serveMetrics(services.metrics, { host, port: metricsPort }));
  // Opened before and so closed after the public port: gateways may settle while browsers are drained.
  stack.use(await listenServer(createInternalApp(services), { host, port: internalPort, drainMs }));
  stack.use(await listenServer(await createApp(services), { host, port: publicPort, drainMs }));
  return { logger: services.logger, drainMsMax: 2 * drainMs };
});
