import { z } from "zod";

/** Money is whole fils: 1 JD = 1,000 fils. Never a float of dinars. */
export const filsSchema = z.int().min(0);

/**
 * Formats fils as dinars with at most three decimals and no trailing zeros: 3000 -> "3", 5124 -> "5.124".
 * Grouping and digits are the caller's concern (Intl); this is the plain decimal.
 */
export function filsToDecimal(fils: number): string {
  const sign = fils < 0 ? "-" : "";
  const whole = Math.trunc(Math.abs(fils) / 1000);
  const fraction = String(Math.abs(fils) % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return fraction === "" ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
