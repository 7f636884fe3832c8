import { AppError } from "@pulse/contracts/errors";
import { type PageQuery } from "@pulse/contracts/lists";
import { type Page } from "./keyset-page.ts";

/**
 * One page of a list that is short enough to be read whole; the cursor is the last id of the page before.
 * Throws `invalid_request` for a cursor that names nothing in the list.
 */
export function pageThrough<Item extends { id: string }>(
  items: Item[],
  { limit, cursor }: PageQuery,
): Page<Item> {
  const before = cursor === undefined ? -1 : items.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before === -1) {
    const fields = [{ path: "cursor", message: "not a cursor of this list" }];
    throw new AppError("invalid_request", { details: { fields } });
  }
  const page = items.slice(before + 1, before + 1 + limit);
  const isLast = before + 1 + limit >= items.length;
  return { items: page, nextCursor: isLast ? null : (page.at(-1)?.id ?? null) };
}
