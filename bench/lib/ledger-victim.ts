import { createDatabase } from "@pulse/db/client";
import { reserveOf, send, settleOf } from "./ledger-calls.ts";
import { lifeOf, type HoldLife } from "./ledger-lives.ts";

/** What the parent tells a victim to do; the parent kills it in the middle. */
export interface VictimOrder {
  appUrl: string;
  workspaceIds: string[];
  holds: number[];
}

process.once("message", (order: VictimOrder) => {
  void work(order).then(() => process.disconnect?.());
});

async function work({ appUrl, workspaceIds, holds }: VictimOrder): Promise<void> {
  await using database = await createDatabase({ url: appUrl, poolMax: 4 });
  const waiting = [...holds];

  async function live(life: HoldLife): Promise<void> {
    const workspaceId = workspaceIds[life.workspace] ?? "";
    await send(database, [reserveOf(workspaceId, life.holdId, life.size)]);
    if (life.checkpoint !== null) {
      const extend = {
        type: "extend",
        workspaceId,
        holdId: life.holdId,
        leaseMs: 600_000,
      } as const;
      await send(database, [{ ...extend, checkpointAmount: life.checkpoint }]);
    }
    await send(database, [settleOf(workspaceId, life.holdId, life.charge ?? 0)]);
    if (life.isSettledTwice) await send(database, [settleOf(workspaceId, life.holdId, 1)]);
  }

  async function takeNext(): Promise<void> {
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      await live(lifeOf(index, workspaceIds.length));
      process.send?.(index);
    }
  }
  await Promise.all(Array.from({ length: 8 }, takeNext));
}
