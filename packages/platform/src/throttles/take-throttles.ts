import { AppError } from "@pulse/contracts/errors";
import { globalClient, type Database } from "@pulse/db/client";

export interface Throttle {
  key: string;
  /** How many calls a window admits. */
  limit: number;
  windowMs: number;
}

/**
 * Counts one call against every throttle, in Postgres, so that all processes share the count and a
 * restart forgets nothing. Throws `rate_limited` with the seconds until the fullest window ends.
 */
export async function takeThrottles(
  database: Database,
  throttles: Throttle[],
  now: Date,
): Promise<void> {
  const waitsMs: number[] = [];
  // One at a time: no two calls ever wait for each other's rows in a circle.
  for (const throttle of throttles) {
    const { count, windowStart } = await countCall(database, throttle, now);
    if (count <= throttle.limit) continue;
    waitsMs.push(windowStart.getTime() + throttle.windowMs - now.getTime());
  }
  if (waitsMs.length === 0) return;
  const retryAfterS = Math.max(1, Math.ceil(Math.max(...waitsMs) / 1000));
  throw new AppError("rate_limited", { details: { retryAfterS } });
}

async function countCall(
  database: Database,
  { key, windowMs }: Throttle,
  now: Date,
): Promise<{ count: number; windowStart: Date }> {
  const windowOpened = new Date(now.getTime() - windowMs);
  const [counted] = await globalClient(database).$queryRaw<{ count: number; windowStart: Date }[]>`
    INSERT INTO throttles AS t (key, count, window_start) VALUES (${key}, 1, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN t.window_start <= ${windowOpened}::timestamptz THEN 1 ELSE t.count + 1 END,
      window_start = CASE WHEN t.window_start <= ${windowOpened}::timestamptz
        THEN ${now}::timestamptz ELSE t.window_start END
    RETURNING t.count, t.window_start AS "windowStart"`;
  if (counted === undefined) throw new Error("an upsert returned nothing");
  return counted;
}
