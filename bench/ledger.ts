import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { type Database, globalClient } from "@pulse/db/client";
import { NaturalBatcher } from "@pulse/gateway/quota/natural-batcher";
import { type BenchRow, median } from "./lib/bench-row.ts";
import { reserveOf, send, settleOf } from "./lib/ledger-calls.ts";
import { measureDrift } from "./lib/ledger-drift.ts";
import { createWorkspaces, startLedgerStand } from "./lib/ledger-stand.ts";

const rounds = 3;
const roundMs = 2_000;
const clients = 64;
const spreadWorkspaces = 2_000;

type Apply = (operation: QuotaOperation) => Promise<QuotaResult>;

/** The quota ledger through its service layer, on a PostgreSQL that keeps its promises (fsync on). */
export async function run(): Promise<BenchRow[]> {
  await using stand = await startLedgerStand();
  const { database } = stand;
  const size = { tokens: 1_000_000_000, images: 0 };
  const spread = await createWorkspaces(database, spreadWorkspaces, size);
  const hot = spread.slice(0, 1);
  const { unbatched, batched } = waysToApply(database);
  const medians = await medianRates({
    floor: () => countPerSecond(() => globalClient(database).$queryRaw`SELECT 1`),
    spread: () => pairsPerSecond(batched, spread),
    hot: () => pairsPerSecond(batched, hot),
    spreadAlone: () => pairsPerSecond(unbatched, spread),
    hotAlone: () => pairsPerSecond(unbatched, hot),
  });
  const pairs = {
    unit: "pairs/s",
    floor: medians.floor,
    note: "floor: SELECT 1 round trips per second",
  };
  const admitted = await countAdmitted(database);
  const drift = await measureDrift(stand, await createWorkspaces(database, 20, size), {
    operations: 10_000,
    kills: 20,
  });
  return [
    {
      name: "ledger: reserve + settle, 2,000 workspaces, natural batches",
      value: medians.spread,
      goal: ">= 1200",
      ...pairs,
    },
    {
      name: "ledger: reserve + settle, one hot workspace, natural batches",
      value: medians.hot,
      goal: ">= 500",
      ...pairs,
    },
    {
      name: "ledger: reserve + settle, 2,000 workspaces, each on its own",
      value: medians.spreadAlone,
      ...pairs,
    },
    {
      name: "ledger: reserve + settle, one hot workspace, each on its own",
      value: medians.hotAlone,
      ...pairs,
    },
    {
      name: "ledger: admitted of 1,000 parallel calls on quota for 50",
      value: admitted,
      unit: "calls",
      goal: "= 50",
    },
    {
      name: "ledger: drift after random concurrent operations with kills",
      value: drift.driftUnits,
      unit: "units",
      goal: "= 0",
      note: `${drift.operations} operations, ${drift.kills} processes killed -9`,
    },
  ];
}

/** Runs the measurements in turns, so that a slow moment of the machine hits all alike. */
async function medianRates<Name extends string>(
  measurements: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(measurements) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) figures[name]?.push(await measurements[name]());
  }
  const medians = names.map((name) => [name, Math.round(median(figures[name] ?? []))]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

/** One operation a call and a commit; or gathered while a call is under way, as the gateway's reach the api. */
function waysToApply(database: Database): { unbatched: Apply; batched: Apply } {
  const batcher = new NaturalBatcher<QuotaOperation, QuotaResult>({
    send: (operations) => send(database, operations),
    batchMax: 500,
    queueMax: 10_000,
  });
  return {
    batched: (operation) => batcher.submit(operation),
    unbatched: async (operation) => {
      const [result] = await send(database, [operation]);
      if (result === undefined) throw new Error("no answer");
      return result;
    },
  };
}

let holdNumber = 0;

function pairsPerSecond(apply: Apply, workspaceIds: string[]): Promise<number> {
  return countPerSecond(async () => {
    holdNumber += 1;
    const holdId = `bench-${holdNumber}`;
    const workspaceId = workspaceIds[Math.floor(Math.random() * workspaceIds.length)] ?? "";
    const held = await apply(reserveOf(workspaceId, holdId, 2_000));
    const settled = await apply(settleOf(workspaceId, holdId, 700));
    if (held.outcome !== "held" || settled.outcome !== "settled") throw new Error(settled.outcome);
  });
}

async function countPerSecond(act: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - startMs < roundMs) {
      await act();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (done * 1_000) / (performance.now() - startMs);
}

async function countAdmitted(database: Database): Promise<number> {
  // Three grants of 20, 20 and 20 units, of which 10 are taken first: the calls meet the borders of grants.
  const [workspaceId = ""] = await createWorkspaces(database, 1, { tokens: 20, images: 0 });
  await send(database, [reserveOf(workspaceId, "first", 10)]);
  const calls = Array.from({ length: 1_000 }, (_, index) =>
    send(database, [reserveOf(workspaceId, `call-${index}`, 1)]),
  );
  const results = await Promise.all(calls);
  return results.flat().filter(({ outcome }) => outcome === "held").length;
}

if (import.meta.main) console.table(await run());
