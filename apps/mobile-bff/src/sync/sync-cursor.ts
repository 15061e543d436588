import { InvalidInput } from '@frontdesk/gateway';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const instant = z.int().min(0).max(8.64e15);

/** How far a phone has come with one kind of things. */
const Position = z.object({
  /** The instant of the latest change that it has, in milliseconds. */
  at: instant,
  /** Marks of the changes just before that instant that it has, too. */
  seen: z.array(z.string()),
  /** Where the next page begins, if there is one. */
  page: z
    .object({
      /** The service's own cursor, and the instant that it was got by. */
      cursor: z.string(),
      since: instant,
      /** When a page ended in what might still be added to: behind the last page it is gone on from here at the latest. */
      until: instant.optional(),
    })
    .optional(),
});
export type Position = z.infer<typeof Position>;

/** Where a phone stands; a kind that it has nothing of is not there. */
const SyncState = z.object({
  /** The week, counted from 1970, in which it last had all that there was. */
  week: z.int().min(0),
  orders: Position.optional(),
  notifications: Position.optional(),
});
export type SyncState = z.infer<typeof SyncState>;

const CHECK_LENGTH = 12;

/** The state as its owner brings it back; equal for equal states, so that an answer with nothing new is the same again. */
export function writeCursor(state: SyncState, userId: string): string {
  const text = Buffer.from(JSON.stringify(state)).toString('base64url');
  return `${text}.${checkOf(text, userId)}`;
}

/**
 * The state in a cursor; throws `InvalidInput`, which names `since`, for what was not given out to this user.
 *
 * The check is no secret: who makes up a cursor of their own is answered with what is theirs anyway. It is there for
 * what is cut off, mistyped or another user's, which is refused before a service is asked.
 */
export function readCursor(cursor: string, userId: string): SyncState {
  const [text = '', check] = cursor.split('.');
  if (check !== checkOf(text, userId)) refuse();
  const { data } = SyncState.safeParse(parsed(text));
  return data ?? refuse();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function refuse(): never {
  throw new InvalidInput([{ in: 'query', field: 'since', detail: 'is not a cursor that was given out' }]);
}

function checkOf(text: string, userId: string): string {
  return createHash('sha256').update(`${userId}\n${text}`).digest('base64url').slice(0, CHECK_LENGTH);
}
