import { type BenchRow, median } from "./lib/bench-row.ts";
import { bodyOf, headersOf } from "./lib/gateway-calls.ts";
import {
  type GatewayStand,
  sendLoad,
  startGatewayStand,
  type Target,
} from "./lib/gateway-stand.ts";
import { measureOpenStreams } from "./lib/open-streams.ts";
import { cpuMicroseconds } from "./lib/process-figures.ts";

const rounds = 5;
const roundMs = 3_000;
/** Until the compiler of the process under test has done its work: a service runs for days. */
const warmUpMs = 8_000;
const concurrencies = [16, 64];
const openCounts = [400, 2_000];
const chunks = 400;

interface Round {
  cpuMicrosecondsPerRequest: number;
  requestsPerSecond: number;
}

/**
 * The gateway with authentication and quota on, before an instant provider, beside a bare proxy in the same
 * rounds, a fresh process for each kind of row. CPU per request is the figure to watch: it hardly depends on who
 * else uses the machine.
 */
export async function run(): Promise<BenchRow[]> {
  await using stand = await startGatewayStand();
  const rows = await measureWholeAnswers(stand);
  rows.push(await measureChunks(stand));
  for (const count of openCounts) rows.push(...(await measureOpenStreams(stand, count)));
  return rows;
}

async function measureWholeAnswers(stand: GatewayStand): Promise<BenchRow[]> {
  const target = await stand.freshGateway();
  const rows: BenchRow[] = [];
  for (const warmed of [target, stand.floor]) await measureRound(stand, warmed, 64, warmUpMs);
  for (const connections of concurrencies) {
    const gateway: Round[] = [];
    const floor: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      gateway.push(await measureRound(stand, target, connections, roundMs));
      floor.push(await measureRound(stand, stand.floor, connections, roundMs));
    }
    rows.push(...rowsOf(connections, gateway, floor));
  }
  return rows;
}

async function measureRound(
  stand: GatewayStand,
  target: Target,
  connections: number,
  durationMs: number,
): Promise<Round> {
  const before = await cpuMicroseconds(target.pid);
  const report = await sendLoad({
    url: target.url,
    headers: headersOf(stand),
    body: bodyOf("[[sim: instant]]", false),
    connections,
    durationMs,
  });
  const spent = (await cpuMicroseconds(target.pid)) - before;
  return {
    cpuMicrosecondsPerRequest: spent / report.requests,
    requestsPerSecond: report.requests / (report.elapsedMs / 1000),
  };
}

function rowsOf(connections: number, gateway: Round[], floor: Round[]): BenchRow[] {
  const cpu = (all: Round[]) => median(all.map((round) => round.cpuMicrosecondsPerRequest));
  const rate = (all: Round[]) => median(all.map((round) => round.requestsPerSecond));
  const note = (ratio: number) => `floor: bare Fastify + undici.request; ratio ${ratio.toFixed(2)}`;
  return [
    {
      name: `gateway: CPU per request, non-streaming, c=${connections}`,
      value: cpu(gateway),
      unit: "us",
      goal: "<= 200",
      floor: cpu(floor),
      note: note(cpu(gateway) / cpu(floor)),
    },
    {
      name: `gateway: requests per second, all processes on this machine, c=${connections}`,
      value: rate(gateway),
      unit: "requests/s",
      floor: rate(floor),
      note: note(rate(gateway) / rate(floor)),
    },
  ];
}

async function measureChunks(stand: GatewayStand): Promise<BenchRow> {
  const { pid, url } = await stand.freshGateway();
  const body = bodyOf(`[[sim: chunks=${chunks} gapMs=1]]`, true);
  const load = { url, headers: headersOf(stand), body, connections: 16 };
  await sendLoad({ ...load, durationMs: warmUpMs });
  const before = await cpuMicroseconds(pid);
  const report = await sendLoad({ ...load, durationMs: 2 * roundMs });
  const spent = (await cpuMicroseconds(pid)) - before;
  const value = spent / (report.requests * chunks);
  return { name: "gateway: CPU per streamed chunk, c=16", value, unit: "us", goal: "<= 12" };
}

if (import.meta.main) console.table(await run());
