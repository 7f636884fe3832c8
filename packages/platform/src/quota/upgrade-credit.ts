import { type Period } from "./subscription-period.ts";

/** JOD is charged in steps of 10 fils. */
const stepFils = 10;

/**
 * What an upgrade credits of the plan it replaces, in fils: its price times the smaller of the time left and
 * the allowance left. Someone who has spent the allowance cannot have the price back by leaving early.
 */
export function upgradeCreditFils(
  priceFils: number,
  period: Period,
  now: Date,
  allowanceLeft: { amount: number; free: number }[],
): number {
  const lengthMs = period.end.getTime() - period.start.getTime();
  const leftMs = Math.min(lengthMs, Math.max(0, period.end.getTime() - now.getTime()));
  const shares = allowanceLeft.map(({ amount, free }) => free / amount);
  const share = Math.min(leftMs / lengthMs, ...shares);
  return Math.floor((priceFils * share) / stepFils) * stepFils;
}
