/** A positive whole number typed in Western, Arabic-Indic or Persian digits, at most `max`; else null. */
export function wholeNumberOf(typed: string, max: number): number | null {
  const western = typed.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  const digits = western.replace(/\D/g, "");
  const value = Number(digits);
  return digits === "" || value < 1 ? null : Math.min(value, max);
}
