import { Pool } from "undici";
import { type Load, type LoadReport } from "./load.ts";

/** Sends a load from this process, so that the generator's cost is nobody else's. */
async function send(load: Load): Promise<LoadReport> {
  const pool = new Pool(load.url, { connections: load.connections, pipelining: 1 });
  const body = JSON.stringify(load.body);
  const report = { requests: 0, failures: 0, bytes: 0 };
  const startedAt = performance.now();
  const endsAt = startedAt + load.durationMs;

  async function callOn(): Promise<void> {
    while (performance.now() < endsAt) {
      const response = await pool.request({
        path: "/v1/chat/completions",
        method: "POST",
        headers: load.headers,
        body,
      });
      report.bytes += (await response.body.text()).length;
      report.requests += 1;
      if (response.statusCode !== 200) report.failures += 1;
    }
  }
  await Promise.all(Array.from({ length: load.connections }, callOn));
  await pool.close();
  return { ...report, elapsedMs: performance.now() - startedAt };
}

const report = await send(JSON.parse(process.argv[2] ?? "") as Load);
process.stdout.write(JSON.stringify(report));
