import { type ResponseOf } from "@pulse/contracts/endpoint";
import { type verifyLedger as verifyLedgerEndpoint } from "@pulse/contracts/billing/usage";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type QuotaReader } from "./reader.ts";
import { findDifferences } from "./report-queries.ts";

/** Recomputes every grant and hold of the workspace from its ledger entries and reports what differs. */
export function verifyLedger(
  reader: Omit<QuotaReader, "now">,
): Promise<ResponseOf<typeof verifyLedgerEndpoint>> {
  const { workspaceId } = reader.identity;
  return withWorkspace(reader.database, workspaceId, async (transaction) => {
    const differences = await findDifferences(transaction, workspaceId);
    const checkedEntries = await transaction.ledgerEntry.count({ where: { workspaceId } });
    return {
      ok: differences.length === 0,
      checkedEntries,
      differences: differences.map(({ what, id, expected, actual }) => ({
        what,
        id,
        expected: Number(expected),
        actual: Number(actual),
      })),
    };
  });
}
