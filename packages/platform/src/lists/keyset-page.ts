import { AppError } from "@pulse/contracts/errors";

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * Condition for the rows after a cursor in a list ordered by an instant and then the id, both newest
 * first. Throws `invalid_request` for a cursor that we did not make.
 */
export function afterCursor<Field extends string>(
  cursor: string | undefined,
  field: Field,
): { OR?: Record<string, unknown>[] } {
  if (cursor === undefined) return {};
  const { instant, id } = parseCursor(cursor);
  return { OR: [{ [field]: { lt: instant } }, { [field]: instant, id: { lt: id } }] };
}

/** Cuts a list that was fetched with one row too many, and names where the next page starts. */
export function pageFrom<Item extends { id: string }>(
  rows: Item[],
  limit: number,
  instantOf: (item: Item) => string,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  const cursor = `${Date.parse(instantOf(last)).toString(36)}.${last.id}`;
  return { items, nextCursor: cursor };
}

function parseCursor(cursor: string): { instant: Date; id: string } {
  const match = /^([0-9a-z]{6,10})\.([a-z]{2,5}_[0-9a-z]{8,40})$/.exec(cursor);
  const [, time = "", id = ""] = match ?? [];
  if (match) return { instant: new Date(Number.parseInt(time, 36)), id };
  const fields = [{ path: "cursor", message: "not a cursor of this list" }];
  throw new AppError("invalid_request", { details: { fields } });
}
