import type { Service } from '../upstream/services.js';

/** Fetches what a service has at a path: the one thing in which the hand-written servers differ. */
export type Get = <T>(service: Service, path: string) => Promise<T>;

/** A list, as the services answer it. */
export interface Items<T> {
  readonly items: readonly T[];
}
