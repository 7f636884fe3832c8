import { globalClient, type Database } from "@pulse/db/client";
import { type Revocation } from "./add-revocation.ts";

const pageSize = 1_000;

/** Revocations after a number, oldest first, and the number to ask after next time. */
export async function listRevocations(
  database: Database,
  after: number,
): Promise<{ items: Revocation[]; last: number }> {
  const rows = await globalClient(database).revocation.findMany({
    where: { id: { gt: after } },
    orderBy: { id: "asc" },
    take: pageSize,
  });
  return {
    items: rows.map(({ kind, subjectId }) => ({ kind, subjectId })),
    last: Number(rows.at(-1)?.id ?? after),
  };
}
