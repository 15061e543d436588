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
  const { each, by, via, atMost = IDS_PER_CALL, keyedBy = idOf } = join;
  if (!(Number.isInteger(atMost) && atMost > 0))
    throw new TypeError(`join '${name}' cannot ask for ${atMost} ids`);
  return async (clients, args) => {
    const ids = uniqueIds(each(args), by);
    const answers = await Promise.all(batches(ids, atMost).map((batch) => via(clients, batch, args)));
    const found = new Map<Id, unknown>();
    for (const answer of answers) for (const one of answer) found.set(keyedBy(one), one);
    if (everyItem) refuseGaps(name, ids, found);
    return {
      of(item: unknown) {
        const id = by(item);
        const one = isId(id) ? found.get(id) : undefined;
        if (everyItem && one === undefined) throw new ItemsNotFound(name, isId(id) ? [id] : []);
        return one ?? null;
      },
    };
  };
}

function refuseGaps(name: string, ids: readonly Id[], found: ReadonlyMap<Id, unknown>): void {
  const gaps = ids.filter((id) => !found.has(id));
  if (gaps.length > 0) throw new ItemsNotFound(name, gaps);
}

function uniqueIds(items: readonly unknown[], by: AnyJoin['by']): readonly Id[] {
  const ids = new Set<Id>();
  for (const item of items) {
    const id = by(item);
    if (isId(id)) ids.add(id);
  }
  return [...ids];
}

function batches(ids: readonly Id[], atMost: number): (readonly Id[])[] {
  if (ids.length > 0 && ids.length <= atMost) return [ids];
  const count = Math.ceil(ids.length / atMost);
  return Array.from({ length: count }, (_, n) => ids.slice(n * atMost, (n + 1) * atMost));
}

function idOf(found: unknown): Id {
  return (found as { readonly id: Id }).id;
}

function isId(id: Id | null | undefined): id is Id {
  return id !== null && id !== undefined;
}
