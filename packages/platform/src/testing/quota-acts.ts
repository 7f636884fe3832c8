import { createId } from "@pulse/contracts/ids";
import { type QuotaOperation, type QuotaResult } from "@pulse/contracts/internal/quota";
import { type Database } from "@pulse/db/client";
import { withWorkspace } from "@pulse/db/with-workspace";
import { expect } from "vitest";
import { extendHold } from "../quota/extend-hold.ts";
import { getUsage } from "../quota/get-usage.ts";
import { grantQuota } from "../quota/grant-quota.ts";
import { type GrantSource } from "../quota/queries.ts";
import { reserveQuota } from "../quota/reserve-quota.ts";
import { settleHold } from "../quota/settle-hold.ts";
import { verifyLedger } from "../quota/verify-ledger.ts";
import { type QuotaWorkspace } from "./create-quota-workspace.ts";

/** The ledger's verbs as a test speaks of them, at `now` unless it says another instant. */
export function quotaActs(database: () => Database, now: Date) {
  return {
    apply(workspace: QuotaWorkspace, operation: QuotaOperation, at = now): Promise<QuotaResult> {
      return withWorkspace(database(), workspace.workspaceId, (transaction) => {
        if (operation.type === "reserve") return reserveQuota(transaction, operation, at);
        if (operation.type === "settle") return settleHold(transaction, operation, at);
        return extendHold(transaction, operation, at);
      });
    },

    /** Limit, used and held of the tokens. */
    async meter(workspace: QuotaWorkspace, at = now): Promise<number[]> {
      const { tokens } = await getUsage({ database: database(), now: at, identity: workspace });
      return [tokens.limit, tokens.used, tokens.held];
    },

    async grant(
      { workspaceId }: QuotaWorkspace,
      source: GrantSource,
      tokens: number,
      expiresAt: Date | null,
    ): Promise<void> {
      const allowance = { tokens, images: 0, videos: 0 };
      const grant = {
        workspaceId,
        source,
        reference: createId("grant"),
        allowance,
        startsAt: now,
        expiresAt,
      };
      await withWorkspace(database(), workspaceId, (transaction) =>
        grantQuota(transaction, grant, now),
      );
    },

    async expectExact(workspace: QuotaWorkspace): Promise<void> {
      const report = await verifyLedger({ database: database(), identity: workspace });
      expect(report).toMatchObject({ ok: true, differences: [] });
    },
  };
}
