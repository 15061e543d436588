/** A difference between two documents of an API. */
export interface Change {
  /** The operation, such as `GET /v2/orders`. */
  readonly route: string;
  /** Which part of it, such as ``answer 200, `items[].total` ``; empty for the operation itself. */
  readonly place: string;
  /** What is different, such as `is gone`. */
  readonly what: string;
  /** Whether a caller that works with the first document may fail with the second. */
  readonly breaking: boolean;
}

/** A change in words. */
export function inWords({ route, place, what }: Change): string {
  return `${route}${place && `: ${place}`} ${what}`;
}
