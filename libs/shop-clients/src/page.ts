import { z } from 'zod';

/** Which part of a list is asked for; the cursor is the upstream's, and opaque. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A list in pages: `nextCursor` is `null` on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A list without pages; what was asked for by id and does not exist is left out. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

/** What callers get of a list without pages. */
export const itemsOf = <Item>({ items }: { readonly items: Item[] }): Item[] => items;

/** What callers get of a list that has one item or none. */
export const firstOf = <Item>({ items }: { readonly items: Item[] }): Item | null => items[0] ?? null;
