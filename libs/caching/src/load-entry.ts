import type { Clock, RequestContext } from '@frontdesk/request-context';
import type { CachePolicy } from './cache-policy.js';
import type { Load, Loaded, Offer } from './cached.js';
import type { Entry } from './entry.js';
import { freezeAndWeigh } from './freeze-and-weigh.js';
import { wallClockMs } from './wall-clock.js';

interface LoadedEntry {
  readonly entry: Entry;
  readonly stored: boolean;
  readonly tags: readonly string[];
}

/** Loads an answer and makes of it what is stored; whoever loads, the value is frozen, since all who wait share it. */
export async function loadEntry<T>(
  policy: CachePolicy,
  context: RequestContext,
  load: Load<T>,
  clock: Clock,
  offer: Offer<Entry>,
): Promise<LoadedEntry> {
  const begun = { at: clock.now(), begunAt: wallClockMs() };
  const loaded = await load(context, (soFar) =>
    offer(() => {
      const there = soFar();
      return there && entryOf(policy, there, begun).entry;
    }),
  );
  return entryOf(policy, loaded, begun);
}

function entryOf(
  policy: CachePolicy,
  { value, store = true, absent = false, freshMs = Infinity, tags = [] }: Loaded<unknown>,
  begun: Pick<Entry, 'at' | 'begunAt'>,
): LoadedEntry {
  freezeAndWeigh(value);
  const times = absent
    ? { freshMs: Math.min(policy.absentMs ?? 0, freshMs), staleMs: 0, absent }
    : { freshMs: Math.min(policy.freshMs, freshMs), staleMs: policy.staleMs ?? 0 };
  return {
    entry: { value, ...begun, ...times },
    stored: store && times.freshMs + times.staleMs > 0,
    tags: [...(policy.tags ?? []), ...tags],
  };
}
