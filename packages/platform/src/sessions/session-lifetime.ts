const dayMs = 86_400_000;
export const sessionIdleMs = 7 * dayMs;
export const sessionAbsoluteMs = 30 * dayMs;
/** Use is written down at most this often, so that reading pages does not mean writing rows. */
const seenEveryMs = 5 * 60_000;

/** When a session ends unless it is used: after 7 idle days, and 30 days after sign-in whatever happens. */
export function sessionExpiry(createdAt: Date, lastSeenAt: Date): Date {
  const idle = lastSeenAt.getTime() + sessionIdleMs;
  return new Date(Math.min(idle, createdAt.getTime() + sessionAbsoluteMs));
}

/** Whether a session's use is worth writing down again. */
export function isSeenStale(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= seenEveryMs;
}
