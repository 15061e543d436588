import { createHash } from 'node:crypto';
import type { Position } from './sync-cursor.js';

/**
 * How far before the latest change that a phone has it is asked again. What is stamped with the same millisecond, or was
 * stamped before and could be read only now, is found by that; what the phone has already is left out by its mark.
 */
const OVERLAP_MS = 2_000;

/** A cursor stays short. What it has no mark of comes a second time, and is not lost. */
const MOST_MARKS = 16;
const MARK_LENGTH = 8;
const MOST_AT_ONCE = 100;

interface Stamped {
  readonly id: string;
  readonly updatedAt: string;
}
interface Gone {
  readonly deleted: true;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** What a phone is told of one kind of things, and where it stands then. */
export interface Changes<Thing> {
  readonly changed: readonly Thing[];
  readonly deleted: readonly string[];
  readonly position: Position;
}

/** How a service is asked for what comes after a position; for everything, where there is none. */
export function changesAfter(position: Position | undefined, limit: number) {
  if (!position) return { since: new Date(0), limit };
  const { at, seen, page } = position;
  const since = new Date(page?.since ?? Math.max(0, at - OVERLAP_MS));
  // Else a page could be filled by what the phone has.
  return { since, cursor: page?.cursor, limit: Math.min(MOST_AT_ONCE, limit + seen.length) };
}

/** What of an answer is new after a position. */
export function readChanges<Item extends Stamped>(
  position: Position | undefined,
  { items, nextCursor }: Page<Item>,
  nowMs: number,
): Changes<Exclude<Item, Gone>> {
  const has = new Set(position?.seen);
  const unseen = items.filter((item) => !has.has(markOf(item)));
  return {
    changed: unseen.filter((item): item is Exclude<Item, Gone> => !isGone(item)),
    // Who has nothing yet need not be told what is gone; during later pages something may go that was on the first.
    deleted: position ? unseen.filter(isGone).map(({ id }) => id) : [],
    position: positionAfter(position, items, nextCursor, nowMs),
  };
}

/** Where to go on after an answer that did not come: not by the service's cursor, which it may have been refused for. */
export function withoutPage(position: Position | undefined): Position | undefined {
  return position && { at: position.at, seen: position.seen };
}

function positionAfter(
  position: Position | undefined,
  items: readonly Stamped[],
  cursor: string | null,
  nowMs: number,
): Position {
  const before = position?.at ?? 0;
  const stamps = items.map(({ updatedAt }) => Date.parse(updatedAt));
  const until = position?.page?.until ?? (cursor !== null && isOpen(stamps, nowMs) ? nowMs : undefined);
  // What an instance whose clock is ahead has stamped must not hide what others stamp until then.
  const at = Math.max(before, ...stamps.map((stamp) => Math.min(stamp, until ?? nowMs)));
  const late = items.filter((_, n) => stamps[n]! > at - OVERLAP_MS).map(markOf);
  const still = at - before < OVERLAP_MS ? (position?.seen ?? []).filter((mark) => !late.includes(mark)) : [];
  const seen = [...still, ...late].slice(-MOST_MARKS);
  if (cursor === null) return { at, seen };
  const { since } = changesAfter(position, 0);
  return { at, seen, page: { since: since.getTime(), cursor, ...(until !== undefined && { until }) } };
}

/** Whether something may yet come that is stamped before the end of a page: the pages behind it would not hold it. */
function isOpen(stamps: readonly number[], nowMs: number): boolean {
  return (stamps.at(-1) ?? 0) > nowMs - OVERLAP_MS;
}

function isGone(item: Stamped): item is Stamped & Gone {
  return 'deleted' in item;
}

/** Different for every change; by 48 bits, two out of a few are never taken for the same. */
function markOf(item: Stamped): string {
  const change = `${item.id} ${item.updatedAt} ${isGone(item)}`;
  return createHash('sha256').update(change).digest('base64url').slice(0, MARK_LENGTH);
}
