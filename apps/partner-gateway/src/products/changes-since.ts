import { InvalidInput } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';

/** How far a caller's clock may be ahead. */
const TOLERANCE_MS = 60_000;

/** Reads the instants after which changes are asked for. */
export class ChangesSince {
  /** The clock is the wall's: callers have no other. */
  constructor(private readonly wallClock: Clock) {}

  /** Throws `InvalidInput` for an instant that is yet to come: what changes until then would never be told. */
  read<Query extends { readonly since: string }>({
    since,
    ...query
  }: Query): Omit<Query, 'since'> & { since: Date } {
    const instant = new Date(since);
    if (instant.getTime() > this.wallClock.now() + TOLERANCE_MS)
      throw new InvalidInput([{ in: 'query', field: 'since', detail: 'is an instant that is yet to come' }]);
    return { ...query, since: instant };
  }
}
