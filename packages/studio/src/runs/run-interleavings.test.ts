import { createTestDatabase, type TestDatabase } from "@pulse/db/testing/create-test-database";
import { runLeaseMs } from "@pulse/contracts/internal/runs";
import { verifyLedger } from "@pulse/platform/quota/verify-ledger";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMember } from "../testing/create-member.ts";
import { messageOf, settlementOf, startOne, tokensOf } from "../testing/run-requests.ts";
import { checkpointRun } from "./checkpoint-run.ts";
import { getStoredRun } from "./get-stored-run.ts";
import { reapRuns } from "./reap-runs.ts";
import { settleRun } from "./settle-run.ts";

let suite: TestDatabase;
beforeAll(async () => {
  suite = await createTestDatabase();
});
afterAll(() => suite[Symbol.asyncDispose]());

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("checkpoint" as const),
      sequence: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ kind: fc.constant("settle" as const), charged: fc.integer({ min: 0, max: 300 }) }),
    fc.record({ kind: fc.constant("reap" as const) }),
  ),
  { minLength: 1, maxLength: 8 },
);

it("ends every run once, with receipt, message and ledger in agreement, in whatever order things happen", async () => {
  const { database } = suite;
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (sequence, isAtOnce) => {
      const member = await createMember(database);
      const { workspaceId } = member;
      const run = await startOne(database, member);
      let settles = 0;
      const take = async (step: (typeof sequence)[number]) => {
        if (step.kind === "reap") {
          await reapRuns(database, { limit: 100, now: new Date(Date.now() + runLeaseMs + 1_000) });
          return;
        }
        if (step.kind === "settle") {
          settles += 1;
          const settlement = settlementOf(member, { chargedTokens: step.charged });
          await settleRun(database, run.runId, settlement, new Date());
          return;
        }
        await checkpointRun(
          database,
          run.runId,
          {
            workspaceId,
            sequence: step.sequence,
            content: "نص ".repeat(step.sequence),
            reasoning: "",
            chargedTokensEstimated: 20 * step.sequence,
          },
          new Date(),
        );
      };
      if (isAtOnce) await Promise.all(sequence.map(take));
      else for (const step of sequence) await take(step);

      const stored = await getStoredRun(database, { ...member, runId: run.runId });
      const message = await messageOf(database, member, run.assistantMessageId);
      expect(message.state).toBe(stored.state);
      expect(message.chargedTokens).toBe(stored.receipt?.chargedTokens ?? null);
      if (settles > 0) expect(stored).toMatchObject({ state: "completed", content: "عمّان" });
      const { used, held } = await tokensOf(database, member);
      expect(used).toBe(stored.receipt?.chargedTokens ?? 0);
      expect(held).toBe(stored.state === "streaming" ? run.heldTokens : 0);
      expect(await verifyLedger({ database, identity: member })).toMatchObject({ ok: true });
    }),
    { numRuns: 40 },
  );
});
