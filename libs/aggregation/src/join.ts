import { ItemsNotFound } from './items-not-found.js';
import type { Load } from './part.js';

/** What a join's ids may be. */
export type Id = string | number;

/** How many ids one call of a join carries unless the join says otherwise. */
export const IDS_PER_CALL = 200;

/** Fetches what belongs to each of many items in one call. */
export interface Join<Clients, Args, Item, Key extends Id, Found> {
  readonly each: (args: Args) => readonly Item[];
  /** The id of what belongs to the item; `null` where nothing does. */
  readonly by: (item: Item) => Key | null | undefined;
  /** Asks for all ids, each of them once; what is not found is left out of the answer, in any order. */
  readonly via: (clients: Clients, ids: readonly Key[], args: Args) => Promise<readonly Found[]>;
  /** How many ids go into one call; more are asked for in several calls at once. */
  readonly atMost?: number;
}

/** Where the id is, in what was found. */
export interface KeyedBy<Found, Key extends Id> {
  readonly keyedBy: (found: Found) => Key;
}

/** What was found for each item of a join. */
export interface Joined<Item, Found> {
  of(item: Item): Found;
}

type AnyJoin = Join<unknown, unknown, unknown, Id, unknown> & Partial<KeyedBy<unknown, Id>>;

/** Turns a join into the load of a part. */
export function joinLoad(name: string, join: AnyJoin, everyItem: boolean): Load<unknown, unknown, unknown> {
  const keyedBy = join.keyedBy ?? ((found: unknown) => (found as { id: Id }).id);
  const atMost = join.atMost ?? IDS_PER_CALL;
  return async (clients, args) => {
    const ids = uniqueIds(join.each(args), join.by);
    const calls = batches(ids, atMost).map((batch) => join.via(clients, batch, args));
    const found = new Map<Id, unknown>();
    for (const answer of await Promise.all(calls)) {
      for (const one of answer) found.set(keyedBy(one), one);
    }
    if (everyItem) {
      const lacking = ids.filter((id) => !found.has(id));
      if (lacking.length > 0) throw new ItemsNotFound(name, lacking);
    }
    return { of: (item: unknown) => found.get(join.by(item) as Id) ?? null };
  };
}

function uniqueIds(items: readonly unknown[], by: AnyJoin['by']): Id[] {
  const ids = new Set<Id>();
  for (const item of items) {
    const id = by(item);
    if (id !== null && id !== undefined) ids.add(id);
  }
  return [...ids];
}

function batches(ids: readonly Id[], atMost: number): (readonly Id[])[] {
  if (ids.length === 0) return [];
  if (ids.length <= atMost) return [ids];
  return Array.from({ length: Math.ceil(ids.length / atMost) }, (_, n) =>
    ids.slice(n * atMost, (n + 1) * atMost),
  );
}
