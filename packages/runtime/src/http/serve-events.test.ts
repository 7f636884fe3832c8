import { expect, it } from "vitest";
import { formatEvent } from "./serve-events.ts";

it.each([
  [{ data: { a: 1 } }, 'data: {"a":1}\n\n'],
  [
    { name: "delta", id: 7, data: { text: "سطر\nثانٍ" } },
    'id: 7\nevent: delta\ndata: {"text":"سطر\\nثانٍ"}\n\n',
  ],
])("keeps the data on one line: %j", (event, text) => {
  expect(formatEvent(event)).toBe(text);
});
