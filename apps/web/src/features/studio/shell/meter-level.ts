import { type Meter, type UsageLevel } from "@pulse/contracts/billing/usage";

/** The ink of a short meter's figures. */
export const levelInks = {
  ok: "text-ink-muted",
  warning: "text-warning",
  exhausted: "text-negative",
};

/** From here on the meter warns. */
const warningPercent = 80;

/**
 * The level of what is spent for good. What an answer under way holds comes back in part, so it must not
 * raise an alarm that is gone a moment later.
 */
export function spentLevel({ limit, used }: Meter): UsageLevel {
  if (used >= limit) return "exhausted";
  return percentOf(used, limit) >= warningPercent ? "warning" : "ok";
}

/** A share of the limit, 0 to 100, floored like the api's own. */
export function percentOf(amount: number, limit: number): number {
  return limit <= 0 ? 0 : Math.min(100, Math.floor((amount * 100) / limit));
}
