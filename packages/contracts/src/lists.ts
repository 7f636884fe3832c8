import { z } from "zod";

/** `?limit=&cursor=`; digits only, at most 100 a page. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** For lists that are short by nature: one page holds them, unless less is asked for. */
export const shortListQuerySchema = pageQuerySchema.extend({
  limit: pageQuerySchema.shape.limit.unwrap().default(100),
});

/** A page of a list; `nextCursor` is null on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const instantSchema = z.iso.datetime();
export const emptyResponseSchema = z.object({ ok: z.literal(true) });

/** The answer of an operation that has nothing to say but that it is done. */
export const done = { ok: true } as const;
