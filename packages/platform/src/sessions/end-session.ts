import { type Transaction } from "@pulse/db/with-workspace";
import { type Act } from "../auth/create-auth.ts";
import { addRevocation } from "./add-revocation.ts";

/** Ends a session, and has every gateway forget it. */
export async function endSession(
  transaction: Transaction,
  { adapter }: Pick<Act, "adapter">,
  sessionId: string,
): Promise<void> {
  await adapter.deleteMany({ model: "session", where: [{ field: "id", value: sessionId }] });
  await addRevocation(transaction, { kind: "session", subjectId: sessionId });
}
