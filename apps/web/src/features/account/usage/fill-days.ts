export interface DayUsage {
  day: string;
  used: number;
  runs: number;
}

const dayMs = 86_400_000;

/**
 * One entry for each day (YYYY-MM-DD, UTC) from `from` to `until`, zeros where nothing was used;
 * at most the last `daysMax`. Entries outside the span are left out.
 */
export function fillDays(
  items: readonly { key: string; used: number; runs: number }[],
  from: Date,
  until: Date,
  daysMax = 31,
): DayUsage[] {
  const known = new Map(items.map((item) => [item.key, item]));
  const last = Math.floor(until.getTime() / dayMs);
  const first = Math.max(Math.floor(from.getTime() / dayMs), last - daysMax + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const day = new Date((first + index) * dayMs).toISOString().slice(0, 10);
    const item = known.get(day);
    return { day, used: item?.used ?? 0, runs: item?.runs ?? 0 };
  });
}
