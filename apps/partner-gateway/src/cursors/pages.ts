import type { PageRequest } from '@frontdesk/shop-clients';
import type { Cursors, Place } from './cursors.js';

/** A page that is asked for, with what makes cursors of the service's for who asked. */
export interface Sealing {
  readonly sealed: (next: string | null) => string | null;
}

/** The pages of one caller's lists. */
export class Pages {
  constructor(
    private readonly cursors: Cursors,
    private readonly caller: Pick<Place, 'application' | 'environment'>,
  ) {}

  /**
   * What a list is asked by, with the service's own cursor in place of the caller's; throws `InvalidInput` for one that
   * was not given out to this caller, for this list, asked by the same.
   */
  of<Query extends PageRequest>(list: string, query: Query): Query & Sealing {
    const { cursor, limit: _, ...filters } = query;
    const place: Place = { list, filters, ...this.caller };
    return {
      ...query,
      ...(cursor === undefined ? {} : { cursor: this.cursors.open(cursor, place) }),
      sealed: (next) => (next === null ? null : this.cursors.seal(next, place)),
    };
  }
}
