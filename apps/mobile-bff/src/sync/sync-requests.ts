import type { Clock } from '@frontdesk/request-context';
import { CursorExpired } from './cursor-expired.js';
import { readCursor } from './sync-cursor.js';
import type { SyncRequest } from './sync.view.js';

const WEEK_MS = 7 * 86_400_000;
/** Tombstones are asked of services for a quarter of a year; a week is one that has begun. */
const MOST_WEEKS = 12;
/** Of each kind; a small answer on a bad network, and all of it for most. */
const USUAL_LIMIT = 50;

interface Asked {
  readonly since?: string | undefined;
  readonly limit?: number | undefined;
}

/** Reads what a phone asks for. */
export class SyncRequests {
  /** The clock is the wall's: weeks are counted on every instance alike. */
  constructor(private readonly wallClock: Clock) {}

  /** Throws `InvalidInput` for a cursor that was not given out to this user, and `CursorExpired` for one too old. */
  read({ since, limit = USUAL_LIMIT }: Asked, userId: string): SyncRequest {
    const nowMs = this.wallClock.now();
    const week = Math.floor(nowMs / WEEK_MS);
    const from = since === undefined ? { week } : readCursor(since, userId);
    if (week - from.week > MOST_WEEKS) throw new CursorExpired();
    return { userId, from, nowMs, week, limit };
  }
}
