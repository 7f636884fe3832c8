import { fork } from "node:child_process";
import { type Database } from "@pulse/db/client";
import { getUsage } from "@pulse/platform/quota/get-usage";
import { verifyLedger } from "@pulse/platform/quota/verify-ledger";
import { lifeOf, operationsOf } from "./ledger-lives.ts";
import { type VictimOrder } from "./ledger-victim.ts";

export interface DriftReport {
  operations: number;
  kills: number;
  /** Units by which grants, holds or entries disagree with each other or with what was asked. */
  driftUnits: number;
}

const processes = 4;

/**
 * Runs random lives of holds in four processes, kills one with -9 at every step of the way until `kills` are
 * done, restarts it with what it had not reported, and compares every balance at the end.
 */
export async function measureDrift(
  stand: { database: Database; appUrl: string },
  workspaceIds: string[],
  wanted: { operations: number; kills: number },
): Promise<DriftReport> {
  const holds = holdsFor(wanted.operations, workspaceIds.length);
  const open = new Set(holds);
  const killEvery = Math.floor(holds.length / (wanted.kills + 1));
  let kills = 0;

  async function runOne(share: number[]): Promise<void> {
    for (;;) {
      const left = share.filter((index) => open.has(index));
      if (left.length === 0) return;
      await runVictim({ appUrl: stand.appUrl, workspaceIds, holds: left }, (index, kill) => {
        open.delete(index);
        if (kills < wanted.kills && holds.length - open.size >= (kills + 1) * killEvery) {
          kills += 1;
          kill();
        }
      });
    }
  }
  const shares = Array.from({ length: processes }, (_, share) =>
    holds.filter((index) => index % processes === share),
  );
  await Promise.all(shares.map(runOne));
  const driftUnits = await driftOf(stand.database, workspaceIds, holds);
  return {
    operations: sum(holds.map((index) => operationsOf(lifeOf(index, workspaceIds.length)))),
    kills,
    driftUnits,
  };
}

function holdsFor(operations: number, workspaces: number): number[] {
  const holds: number[] = [];
  for (let done = 0, index = 0; done < operations; index += 1) {
    holds.push(index);
    done += operationsOf(lifeOf(index, workspaces));
  }
  return holds;
}

function runVictim(
  order: VictimOrder,
  onDone: (index: number, kill: () => void) => void,
): Promise<void> {
  const child = fork(new URL("./ledger-victim.ts", import.meta.url));
  child.on("message", (index) => onDone(Number(index), () => child.kill("SIGKILL")));
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve();
      else reject(new Error(`a ledger process ended with ${code ?? signal}`));
    });
  });
}

async function driftOf(
  database: Database,
  workspaceIds: string[],
  holds: number[],
): Promise<number> {
  const expected = new Map<number, number>();
  for (const index of holds) {
    const { workspace, charge } = lifeOf(index, workspaceIds.length);
    expected.set(workspace, (expected.get(workspace) ?? 0) + (charge ?? 0));
  }
  let drift = 0;
  for (const [position, workspaceId] of workspaceIds.entries()) {
    const identity = { workspaceId };
    const { differences } = await verifyLedger({ database, identity });
    drift += sum(
      differences.map((difference) => Math.abs(difference.expected - difference.actual)),
    );
    const { tokens } = await getUsage({ database, identity, now: new Date() });
    drift += Math.abs(tokens.used - (expected.get(position) ?? 0)) + tokens.held;
  }
  return drift;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
