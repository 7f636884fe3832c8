import { type Transaction } from "@pulse/db/with-workspace";

/** Serialises writers, so that a number is never visible before a lower one: pollers read "after N". */
const revocationLock = 7_267_101;

export interface Revocation {
  kind: "session" | "apiKey" | "member";
  /** A session's, a key's or a member's id. */
  subjectId: string;
}

/** Tells every gateway, in the transaction of the act itself, to forget a credential. */
export async function addRevocation(
  transaction: Transaction,
  revocation: Revocation,
): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${revocationLock})`;
  await transaction.revocation.create({ data: revocation });
}
