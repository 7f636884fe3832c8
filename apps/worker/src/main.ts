import { listenServer } from "@pulse/runtime/http/listen-server";
import { runService } from "@pulse/runtime/run-service";
import { readConfig } from "./config.ts";
import { createServices } from "./context.ts";
import { createHealthApp } from "./health-app.ts";
import { startWork } from "./start-work.ts";

await runService(async (stack) => {
  const config = readConfig();
  const services = await createServices(config, stack);
  const { host, healthPort: port, shutdownTimeoutMs: drainMs } = config;
  stack.use(await listenServer(createHealthApp(services), { host, port, drainMs }));
  stack.use(await startWork(services));
  return { logger: services.logger, drainMsMax: drainMs };
});
