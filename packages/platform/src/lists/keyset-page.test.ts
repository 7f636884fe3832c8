import { expect, it } from "vitest";
import { afterCursor, pageFrom } from "./keyset-page.ts";

const rows = [3, 2, 1].map((second) => ({
  id: `aud_0000000${second}`,
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
}));

it("starts the next page right after the last row of this one", () => {
  const page = pageFrom(rows, 2, ({ at }) => at);
  expect(page.items).toEqual(rows.slice(0, 2));
  const instant = new Date(rows[1]?.at ?? "");
  expect(afterCursor(page.nextCursor ?? "", "createdAt")).toEqual({
    OR: [{ createdAt: { lt: instant } }, { createdAt: instant, id: { lt: rows[1]?.id } }],
  });
});

it("has no next page when nothing is left over", () => {
  expect(pageFrom(rows, 3, ({ at }) => at).nextCursor).toBeNull();
  expect(pageFrom<{ id: string }>([], 3, () => "").nextCursor).toBeNull();
});

it.each(["x", "", "zzzzzz.aud_1", "'; --", "abcdef.AUD_00000001"])(
  "refuses %j as a cursor",
  (cursor) => {
    expect(() => afterCursor(cursor, "createdAt")).toThrow(
      expect.objectContaining({ code: "invalid_request" }),
    );
  },
);
