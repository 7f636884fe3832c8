/** Half-open: the start belongs to the period, the end to the next. */
export interface Period {
  start: Date;
  end: Date;
}

/**
 * The same day of the month `months` later, in UTC; a month that lacks the day ends on its last (31 January
 * plus one month is 28 or 29 February). Counting is always from the anchor, so that March has its 31st again.
 */
export function addMonths(anchor: Date, months: number): Date {
  const moved = new Date(anchor);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(
    Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0),
  ).getUTCDate();
  moved.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
  return moved;
}

/** The monthly period, counted from the anchor, in which `now` lies; the first when `now` is earlier. */
export function periodAt(anchor: Date, now: Date): Period {
  const years = now.getUTCFullYear() - anchor.getUTCFullYear();
  let index = Math.max(0, years * 12 + now.getUTCMonth() - anchor.getUTCMonth());
  if (index > 0 && addMonths(anchor, index) > now) index -= 1;
  return { start: addMonths(anchor, index), end: addMonths(anchor, index + 1) };
}
