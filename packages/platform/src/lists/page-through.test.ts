import * as fc from "fast-check";
import { expect, it } from "vitest";
import { pageThrough } from "./page-through.ts";

const listOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `id_${index}` }));

it("tells every item once, in order, whatever the size of a page", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.integer({ min: 1, max: 12 }), (count, limit) => {
      const items = listOf(count);
      const told: { id: string }[] = [];
      let cursor: string | undefined;
      do {
        const page = pageThrough(items, { limit, ...(cursor !== undefined && { cursor }) });
        told.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(told).toEqual(items);
    }),
  );
});

it("refuses a cursor that is not of the list", () => {
  expect(() => pageThrough(listOf(3), { limit: 2, cursor: "id_9" })).toThrow(
    expect.objectContaining({ code: "invalid_request" }),
  );
});
