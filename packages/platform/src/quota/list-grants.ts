import { type z } from "zod";
import { type grantSchema } from "@pulse/contracts/billing/usage";
import { withWorkspace } from "@pulse/db/with-workspace";
import { type QuotaReader } from "./reader.ts";

/** The grants that have not ended, in the order in which they are spent. */
export function listGrants(reader: QuotaReader): Promise<z.input<typeof grantSchema>[]> {
  const { workspaceId } = reader.identity;
  return withWorkspace(reader.database, workspaceId, async (transaction) => {
    const grants = await transaction.grant.findMany({
      where: { workspaceId, OR: [{ expiresAt: null }, { expiresAt: { gt: reader.now } }] },
      orderBy: [
        { unit: "asc" },
        { expiresAt: { sort: "asc", nulls: "last" } },
        { source: "asc" },
        { startsAt: "asc" },
        { id: "asc" },
      ],
    });
    return grants.map((grant) => ({
      id: grant.id,
      unit: grant.unit,
      source: grant.source,
      amount: Number(grant.amount),
      used: Number(grant.used),
      held: Number(grant.held),
      remaining: Number(grant.amount - grant.used - grant.held - grant.revoked - grant.expired),
      startsAt: grant.startsAt.toISOString(),
      expiresAt: grant.expiresAt?.toISOString() ?? null,
    }));
  });
}
