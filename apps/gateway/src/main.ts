import { listenServer } from "@pulse/runtime/http/listen-server";
import { serveMetrics } from "@pulse/runtime/metrics";
import { runService } from "@pulse/runtime/run-service";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createServices } from "./context.ts";
import { drainGateway, drainMsMaxOf } from "./drain.ts";

await runService(async (stack) => {
  const config = readConfig();
  const services = await createServices(config, stack);
  const { host, metricsPort, publicPort, shutdownTimeoutMs: drainMs } = config;
  stack.use(await serveMetrics(services.metrics, { host, port: metricsPort }));
  stack.use(await listenServer(await createApp(services), { host, port: publicPort, drainMs }));
  // Before the port closes, so that readiness says no and watchers see the end of what they watch.
  stack.defer(() => drainGateway(services));
  return { logger: services.logger, drainMsMax: drainMsMaxOf(config) };
});
