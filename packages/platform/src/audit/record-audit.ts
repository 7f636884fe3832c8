import { createId } from "@pulse/contracts/ids";
import { type Transaction } from "@pulse/db/with-workspace";
import { type Visit } from "../context.ts";

export interface AuditFacts {
  workspaceId: string;
  actorId: string;
  /** `session.create`, `apiKey.revoke`: the entity's kind and the verb. */
  action: string;
  entityKind: string;
  entityId: string;
  /** Names of what changed; never secrets or message text. */
  details?: Record<string, string | number | boolean | null | string[]>;
}

/** Appends to the workspace's audit log, in the transaction of the act itself. */
export async function recordAudit(
  transaction: Transaction,
  visit: Pick<Visit, "now" | "ipAddress" | "userAgent">,
  facts: AuditFacts,
): Promise<void> {
  await transaction.auditEntry.create({
    data: {
      id: createId("audit", visit.now.getTime()),
      ...facts,
      details: facts.details ?? {},
      ipAddress: visit.ipAddress,
      userAgent: visit.userAgent,
      createdAt: visit.now,
    },
  });
}
