import { InvalidInput } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';

/** How far another's clock may be ahead. */
const TOLERANCE_MS = 60_000;

/** Between which instants callers may ask for changes. */
interface Since {
  readonly since: Date;
  /** The latest instant that may be asked by at this time. */
  readonly latest: Date;
}

/** Reads the instants after which changes are asked for. */
export class ChangesSince {
  /** The clock is the wall's: callers have no other. */
  constructor(private readonly wallClock: Clock) {}

  /** Throws `InvalidInput` for an instant that is yet to come: what changes until then would never be told. */
  read<Query extends { readonly since: string }>({ since, ...query }: Query): Omit<Query, 'since'> & Since {
    const instant = new Date(since);
    const latest = new Date(this.wallClock.now() + TOLERANCE_MS);
    if (instant > latest)
      throw new InvalidInput([{ in: 'query', field: 'since', detail: 'is an instant that is yet to come' }]);
    return { ...query, since: instant, latest };
  }
}

/**
 * What to ask by once these changes are told: the instant of the last, by the service's clock, or the one before where there
 * are none. Where that clock is too far ahead it is the latest that may be asked by: better told twice than refused.
 */
export function nextSince(
  changes: readonly { readonly updatedAt: string }[],
  { since, latest }: Since,
): string {
  const last = changes.at(-1);
  const told = last ? new Date(last.updatedAt) : since;
  return (told > latest ? latest : told).toISOString();
}
