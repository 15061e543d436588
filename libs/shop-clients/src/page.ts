import { z } from 'zod';

/** Which part of a list is asked for; the cursor is the upstream's, and opaque. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A list in pages: `nextCursor` is `null` on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** What changed after an instant is asked for, and which part of it. */
export interface ChangesRequest extends PageRequest {
  readonly since: Date;
}

export const changesQuery = ({ since, cursor, limit }: ChangesRequest) => ({
  updatedSince: since.toISOString(),
  cursor,
  limit,
});

/** Longer ones are no cursors that a caller could be asked to bring back in an address. */
const MAX_CURSOR_LENGTH = 512;

/** What is left of something that was taken away. */
const Tombstone = z.object({
  id: z.string(),
  deleted: z.literal(true),
  updatedAt: z.iso.datetime(),
});

/** What changed, in pages, the oldest change first, with a tombstone of everything that is gone. */
export const changesOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(z.union([item, Tombstone])),
    nextCursor: z.string().max(MAX_CURSOR_LENGTH).nullable(),
  });

/** A list without pages; what was asked for by id and does not exist is left out. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

/** What callers get of a list without pages. */
export const itemsOf = <Item>({ items }: { readonly items: Item[] }): Item[] => items;

/** What callers get of a list that has one item or none. */
export const firstOf = <Item>({ items }: { readonly items: Item[] }): Item | null => items[0] ?? null;
