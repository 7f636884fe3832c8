import { type z } from "zod";
import {
  type usageHistoryQuerySchema,
  type usageHistorySchema,
} from "@pulse/contracts/billing/usage";
import { type Transaction, withWorkspace } from "@pulse/db/with-workspace";
import { findPeriod } from "./get-usage.ts";
import { type QuotaReader } from "./reader.ts";
import { sumCharged } from "./report-queries.ts";

type HistoryQuery = z.output<typeof usageHistoryQuerySchema>;
type History = z.output<typeof usageHistorySchema>;

/** What was charged in the period, grouped; the groups add up to `total`. Days come oldest first. */
export function getUsageHistory(reader: QuotaReader, query: HistoryQuery): Promise<History> {
  const { workspaceId } = reader.identity;
  return withWorkspace(reader.database, workspaceId, async (transaction) => {
    const { start } = await findPeriod(transaction, workspaceId);
    const rows = await sumCharged(transaction, { workspaceId, ...query, since: start });
    const names =
      query.by === "member"
        ? await namesOf(
            transaction,
            rows.map(({ key }) => key),
          )
        : null;
    const items = rows.map((row) => ({
      key: row.key,
      label: names?.get(row.key) ?? row.key,
      used: Number(row.used),
      runs: Number(row.runs),
    }));
    const total = items.reduce((sum, item) => sum + item.used, 0);
    if (query.by !== "day") items.sort((a, b) => b.used - a.used);
    return { items, total };
  });
}

async function namesOf(transaction: Transaction, userIds: string[]): Promise<Map<string, string>> {
  const users = await transaction.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
