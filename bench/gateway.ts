import { setTimeout as delay } from "node:timers/promises";
import { Agent } from "undici";
import { type BenchRow, median } from "./lib/bench-row.ts";
import {
  type GatewayStand,
  sendLoad,
  startGatewayStand,
  type Target,
} from "./lib/gateway-stand.ts";
import { cpuMicroseconds, residentBytes } from "./lib/process-figures.ts";

const rounds = 5;
const roundMs = 3_000;
const warmUpMs = 3_000;
const concurrencies = [16, 64];
const openStreams = 400;
const chunks = 400;

interface Round {
  cpuMicrosecondsPerRequest: number;
  requestsPerSecond: number;
}

/**
 * The gateway with authentication and quota on, before an instant provider, beside a bare proxy in the same
 * rounds. CPU per request is the figure to watch: it does not depend on who else uses the machine.
 */
export async function run(): Promise<BenchRow[]> {
  await using stand = await startGatewayStand();
  const rows: BenchRow[] = [];
  for (const target of [stand.gateway, stand.floor])
    await measureRound(stand, target, 16, warmUpMs);
  for (const connections of concurrencies) {
    const gateway: Round[] = [];
    const floor: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      gateway.push(await measureRound(stand, stand.gateway, connections, roundMs));
      floor.push(await measureRound(stand, stand.floor, connections, roundMs));
    }
    rows.push(...rowsOf(connections, gateway, floor));
  }
  rows.push(await measureChunks(stand), await measureOpenStreams(stand));
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
  const { pid, url } = stand.gateway;
  const before = await cpuMicroseconds(pid);
  const report = await sendLoad({
    url,
    headers: headersOf(stand),
    body: bodyOf(`[[sim: chunks=${chunks} gapMs=1]]`, true),
    connections: 16,
    durationMs: 2 * roundMs,
  });
  const spent = (await cpuMicroseconds(pid)) - before;
  const value = spent / (report.requests * chunks);
  return { name: "gateway: CPU per streamed chunk, c=16", value, unit: "us", goal: "<= 12" };
}

/** Opens streams that hardly say anything, and asks what each costs in memory. */
async function measureOpenStreams(stand: GatewayStand): Promise<BenchRow> {
  const { pid, url } = stand.gateway;
  const agent = new Agent({ pipelining: 1 });
  const before = await residentBytes(pid);
  const leave = new AbortController();
  const open = Array.from({ length: openStreams }, async () => {
    const { body } = await agent.request({
      origin: url,
      path: "/v1/chat/completions",
      method: "POST",
      headers: headersOf(stand),
      body: JSON.stringify(bodyOf("[[sim: chunks=600 gapMs=1000]]", true)),
      signal: leave.signal,
    });
    for await (const _bytes of body) continue;
  });
  const ended = Promise.allSettled(open);
  await delay(8_000);
  const value = ((await residentBytes(pid)) - before) / openStreams / 1000;
  leave.abort();
  await ended;
  await agent.destroy();
  const name = `gateway: memory per open stream, ${openStreams} open`;
  return { name, value, unit: "kB", goal: "<= 60" };
}

function headersOf({ key }: GatewayStand): Record<string, string> {
  return { "content-type": "application/json", authorization: `Bearer ${key}` };
}

function bodyOf(prompt: string, stream: boolean): object {
  return {
    model: "openai:gpt-6-luna",
    messages: [
      { role: "system", content: "You are a helpful assistant." },
      { role: "user", content: `${prompt} hello there, write me a short greeting` },
    ],
    temperature: 0.7,
    max_tokens: 256,
    stream,
  };
}
