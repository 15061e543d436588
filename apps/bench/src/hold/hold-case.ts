import type { Figure } from './figure.js';
import type { Stand } from './stand/stand.js';

/** One promise that is tried under load. */
export interface HoldCase {
  /** What `--case` calls it. */
  readonly name: string;
  readonly title: string;
  /** A program of the system, without which it is not run. */
  readonly needs?: 'redis-server';
  measure(stand: Stand): Promise<readonly Figure[]>;
}
