/** A job is tried this often before it counts as failed. */
export const attemptsMax = 6;

const firstDelayMs = 2_000;
const delayMsMax = 10 * 60_000;

/**
 * Pause after the n-th failed attempt (n from 1): four times the one before, up to ten minutes, then shortened by up to
 * half at random so that jobs that failed together do not return together. `random` is from 0 to 1.
 */
export function retryDelayMs(attempt: number, random: number): number {
  const delayMs = Math.min(delayMsMax, firstDelayMs * 4 ** (attempt - 1));
  return Math.round(delayMs * (1 - random / 2));
}
