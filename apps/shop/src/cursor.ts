import { badInput } from './problem.js';

/** Where a page ended: the value that the list is sorted by, and the id that breaks ties. */
export interface Position {
  readonly sort: string;
  readonly value: string;
  readonly id: string;
}

export function cursorAt({ sort, value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Reads a cursor back; one that was not made for this sort order is a 400. */
export function positionOf(cursor: string, sort: string): Position {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [made, value, id] = Array.isArray(parts) ? (parts as unknown[]) : [];
    if (made === sort && typeof value === 'string' && typeof id === 'string') return { sort, value, id };
  } catch {
    // not JSON: falls through to the same answer
  }
  throw badInput('cursor', 'is not one that this list gave out');
}
