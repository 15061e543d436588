import type { Schema } from './api-document.js';
import { compareSchemas, type Direction, type Sides } from './compare-schemas.js';

/** What is different at a place of an operation. */
export interface OperationChange {
  readonly place: string;
  readonly what: string;
  readonly breaking: boolean;
}

/** The changes of the schema of a part, with their places named from the operation. */
export function changesAt(
  place: string,
  { schema: before }: { readonly schema?: Schema },
  { schema: after }: { readonly schema?: Schema },
  direction: Direction,
  sides: Sides,
): OperationChange[] {
  return compareSchemas(before ?? {}, after ?? {}, direction, sides).map((change) => {
    const field = change.place.replace(/^\./, '');
    return { ...change, place: field ? `${place}, \`${field}\`` : place };
  });
}
