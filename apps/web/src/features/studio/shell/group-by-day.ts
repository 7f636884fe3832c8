import { type Conversation } from "@pulse/contracts/studio/conversations";

export type DayGroup = "today" | "yesterday" | "week" | "month" | "older";

const dayMs = 86_400_000;

/** Puts conversations, newest first, under the day they were last used, as the calendar of `timeZone` has it. */
export function groupByDay(
  conversations: Conversation[],
  now: Date,
  timeZone: string,
): { group: DayGroup; conversations: Conversation[] }[] {
  const today = dayNumber(now, timeZone);
  const groups = new Map<DayGroup, Conversation[]>();
  for (const conversation of conversations) {
    const group = groupOf(today - dayNumber(new Date(conversation.updatedAt), timeZone));
    groups.set(group, [...(groups.get(group) ?? []), conversation]);
  }
  return [...groups].map(([group, items]) => ({ group, conversations: items }));
}

function groupOf(daysAgo: number): DayGroup {
  if (daysAgo <= 0) return "today";
  if (daysAgo === 1) return "yesterday";
  if (daysAgo < 7) return "week";
  return daysAgo < 30 ? "month" : "older";
}

/** Days since 1970 by the wall calendar of a time zone. */
function dayNumber(instant: Date, timeZone: string): number {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant);
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
}
