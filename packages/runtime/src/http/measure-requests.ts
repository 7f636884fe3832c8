import { type FastifyInstance } from "fastify";
import { Histogram } from "prom-client";
import { type Metrics } from "../metrics.ts";

/** Times and logs every answer by method, route pattern and status; series never carry ids. */
export function measureRequests(app: FastifyInstance, registry: Metrics): void {
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  // Looking a series up by its labels costs more than observing it.
  const series = new Map<string, ReturnType<typeof duration.labels>>();
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "unknown";
    const status = String(reply.statusCode);
    const key = `${request.method} ${route} ${status}`;
    const known = series.get(key) ?? duration.labels(request.method, route, status);
    series.set(key, known);
    known.observe(reply.elapsedTime / 1000);
    done();
  });
}
