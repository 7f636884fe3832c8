import { type Session } from "better-auth/types";
import { type Act } from "../auth/create-auth.ts";

/** More than the throttles let one address begin within a session's absolute life. */
const sessionsMax = 100_000;

/** All of a user's sessions, the most recently used first; ended ones too until they are deleted. */
export function querySessions(
  adapter: Pick<Act["adapter"], "findMany">,
  userId: string,
): Promise<Session[]> {
  return adapter.findMany<Session>({
    model: "session",
    where: [{ field: "userId", value: userId }],
    sortBy: { field: "updatedAt", direction: "desc" },
    limit: sessionsMax,
  });
}
