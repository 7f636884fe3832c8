import { type Conversation } from "@pulse/contracts/studio/conversations";
import { expect, it } from "vitest";
import { groupByDay } from "./group-by-day.ts";

function conversation(updatedAt: string): Conversation {
  return {
    id: updatedAt,
    title: "",
    isTitleAutomatic: true,
    model: null,
    activeLeafId: null,
    isStreaming: false,
    createdAt: updatedAt,
    updatedAt,
  };
}

it("groups by the calendar of the time zone, not by hours passed", () => {
  const now = new Date("2026-11-21T00:30:00Z");
  const instants = [
    "2026-11-20T22:30:00Z",
    "2026-11-20T20:30:00Z",
    "2026-11-16T12:00:00Z",
    "2026-11-01T12:00:00Z",
    "2026-01-01T12:00:00Z",
  ];
  const groups = groupByDay(instants.map(conversation), now, "Asia/Amman");
  expect(groups.map(({ group }) => group)).toEqual([
    "today",
    "yesterday",
    "week",
    "month",
    "older",
  ]);
});
