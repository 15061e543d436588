import type { Freshness } from '@frontdesk/caching';

/** Thrown by a part that finds that what was asked for does not exist, or not for this caller. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly code = 'NOT_FOUND';

  constructor(
    readonly what: string,
    /** How long that may be kept, and by whom, where whoever knows it says so. */
    readonly freshness?: Freshness,
  ) {
    super(`${what} not found`);
  }
}
