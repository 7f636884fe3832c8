export interface DayUsage {
  day: string;
  used: number;
  runs: number;
}

const dayMs = 86_400_000;

const daysMin = 14;
const daysMax = 31;

/**
 * One entry for each day (YYYY-MM-DD, UTC) from `from` to `until`, zeros where nothing was used; never
 * fewer than the last 14, so that a new workspace has a chart, nor more than the last 31.
 */
export function fillDays(
  items: readonly { key: string; used: number; runs: number }[],
  from: Date,
  until: Date,
): DayUsage[] {
  const known = new Map(items.map((item) => [item.key, item]));
  const last = Math.floor(until.getTime() / dayMs);
  const begin = Math.min(Math.floor(from.getTime() / dayMs), last - daysMin + 1);
  const first = Math.max(begin, last - daysMax + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = new Date((first + index) * dayMs).toISOString().slice(0, 10);
    const item = known.get(day);
    return { day, used: item?.used ?? 0, runs: item?.runs ?? 0 };
  });
}
