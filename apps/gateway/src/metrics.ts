import { type Metrics } from "@pulse/runtime/metrics";
import { Counter, Gauge, Histogram } from "prom-client";

const secondsBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the process holds right now, read when the figures are asked for. */
export interface Levels {
  streamingRuns: () => number;
  openWatchers: () => number;
  unsettledCharges: () => number;
  endedLogBytes: () => number;
}

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

/** The gateway's own figures; none is labelled with an id. */
export function createGatewayMetrics(registry: Metrics) {
  const registers = [registry];
  return {
    runs: new Counter({
      name: "gateway_runs_total",
      help: "Studio runs by how they ended",
      labelNames: ["state"],
      registers,
    }),
    providerRetries: new Counter({
      name: "gateway_provider_retries_total",
      help: "Calls repeated before their first token, by code",
      labelNames: ["code"],
      registers,
    }),
    firstEvents: new Histogram({
      name: "gateway_upstream_first_events_seconds",
      help: "Time from asking a provider to its first events",
      buckets: secondsBuckets,
      registers,
    }),
    answers: new Histogram({
      name: "gateway_upstream_answer_seconds",
      help: "Time of a provider for a whole answer; the rest of a request is ours",
      buckets: secondsBuckets,
      registers,
    }),
    quotaBatches: new Histogram({
      name: "gateway_quota_batch_size",
      help: "Operations that travelled together to the ledger",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 500],
      registers,
    }),
  };
}

/** Registers gauges that read the levels when they are scraped. */
export function measureLevels(registry: Metrics, levels: Levels): void {
  const gauges = [
    ["gateway_runs_streaming", "Studio runs under way", levels.streamingRuns],
    ["gateway_watchers_open", "Open streams of watchers", levels.openWatchers],
    ["gateway_charges_unsettled", "Charges that wait for the ledger", levels.unsettledCharges],
    ["gateway_run_logs_bytes", "Memory of ended runs' logs", levels.endedLogBytes],
  ] as const;
  for (const [name, help, read] of gauges) {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      collect() {
        this.set(read());
      },
    });
    registry.registerMetric(gauge);
  }
}
