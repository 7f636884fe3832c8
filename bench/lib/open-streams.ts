import { setTimeout as delay } from "node:timers/promises";
import { type CallRecord } from "@pulse/simulators/calls/call-log";
import { Agent, request } from "undici";
import { type BenchRow, median } from "./bench-row.ts";
import { bodyOf, headersOf } from "./gateway-calls.ts";
import { type GatewayStand, sendLoad } from "./gateway-stand.ts";
import { residentBytes } from "./process-figures.ts";

const closedWithinMs = 100;
/** Callers leave one after another, so that each figure is one departure's and not a queue's. */
const leaveEveryMs = 10;
/** Grown buffers and compiled code are no stream's: they are there before the first figure. */
const warmUp = { connections: 200, durationMs: 3_000 };
const settleMs = 8_000;

/** Opens streams that hardly say anything, asks what each costs in memory, then leaves them one by one. */
export async function measureOpenStreams(stand: GatewayStand, count: number): Promise<BenchRow[]> {
  const { pid, url } = await stand.freshGateway();
  const headers = headersOf(stand);
  await sendLoad({ url, headers, body: bodyOf("[[sim: chunks=20 gapMs=50]]", true), ...warmUp });
  await request(`${stand.upstreamOrigin}/_sim/calls`, { method: "DELETE" });
  const before = await residentBytes(pid);
  await using streams = openStreams(url, headers, count);
  await delay(settleMs);
  const opened = await residentBytes(pid);
  const open = await countOpen(stand);
  if (open !== count) throw new Error(`${open} of ${count} streams are open`);
  const leftAtMs = await streams.leaveOneByOne();
  const delaysMs = await closingDelaysMs(stand, leftAtMs);
  const inTime = delaysMs.filter((elapsedMs) => elapsedMs <= closedWithinMs).length;
  return [
    {
      name: `gateway: memory per open stream, ${count} open`,
      value: (opened - before) / count / 1000,
      unit: "kB",
      goal: "<= 60",
      note: `the whole process: ${Math.round(opened / 1_000_000)} MB`,
    },
    {
      name: `gateway: provider's call closed within ${closedWithinMs} ms of its caller leaving, ${count} open`,
      value: (100 * inTime) / count,
      unit: "%",
      goal: "= 100",
      note: `median ${median(delaysMs)} ms, longest ${Math.max(...delaysMs)} ms`,
    },
  ];
}

interface OpenedStreams extends AsyncDisposable {
  /** When each left, in milliseconds of the clock, by its number. */
  leaveOneByOne(): Promise<number[]>;
}

function openStreams(url: string, headers: Record<string, string>, count: number): OpenedStreams {
  const agent = new Agent({ pipelining: 1 });
  const doors = Array.from({ length: count }, () => new AbortController());
  const ended = doors.map(async ({ signal }, number) => {
    const options = { origin: url, path: "/v1/chat/completions", method: "POST" } as const;
    // The provider's list shows how a prompt begins: that tells the streams apart.
    const body = JSON.stringify(bodyOf(`${number} [[sim: chunks=600 gapMs=1000]]`, true));
    const answer = await agent.request({ ...options, headers, body, signal });
    for await (const _bytes of answer.body) continue;
  });
  const settled = Promise.allSettled(ended);
  return {
    async leaveOneByOne() {
      const leftAtMs: number[] = [];
      for (const door of doors) {
        leftAtMs.push(Date.now());
        door.abort();
        await delay(leaveEveryMs);
      }
      return leftAtMs;
    },
    async [Symbol.asyncDispose]() {
      for (const door of doors) door.abort();
      await settled;
      await agent.destroy();
    },
  };
}

/** How long after each caller left the provider saw its call closed, in milliseconds. */
async function closingDelaysMs(stand: GatewayStand, leftAtMs: number[]): Promise<number[]> {
  while ((await countOpen(stand)) > 0) await delay(50);
  const calls = await upstreamCalls(stand);
  return calls.map(({ endedAt, promptPreview }) => {
    const number = Number.parseInt(promptPreview, 10);
    return Date.parse(endedAt ?? "") - (leftAtMs[number] ?? Number.NaN);
  });
}

async function countOpen(stand: GatewayStand): Promise<number> {
  const calls = await upstreamCalls(stand);
  return calls.filter(({ endedAt }) => endedAt === null).length;
}

type UpstreamCall = Pick<CallRecord, "endedAt" | "promptPreview">;

async function upstreamCalls(stand: GatewayStand): Promise<UpstreamCall[]> {
  const { body } = await request(`${stand.upstreamOrigin}/_sim/calls`);
  const { calls } = (await body.json()) as { calls: UpstreamCall[] };
  return calls;
}
