import { createHash } from 'node:crypto';
import { pageQuery } from '@frontdesk/gateway';
import { z } from 'zod';

const MAX_LENGTH = 600;
const CHECK_LENGTH = 8;

/**
 * The cursors of one list: the service's own, and a check that tells them from what is cut off, mistyped or another
 * list's, so that a service is asked for no page that it never spoke of. It is no secret: lists are the caller's anyway.
 */
export function listCursor(list: string) {
  const checkOf = (cursor: string) =>
    createHash('sha256').update(`${list}\n${cursor}`).digest('base64url').slice(0, CHECK_LENGTH);

  const given = (cursor: string | null): string | null =>
    cursor === null ? null : `${cursor}.${checkOf(cursor)}`;

  const cursor = z
    .string()
    .max(MAX_LENGTH, `is longer than ${MAX_LENGTH} characters`)
    .transform((text, context) => {
      const own = text.slice(0, -CHECK_LENGTH - 1);
      if (text === given(own)) return own;
      context.issues.push({ code: 'custom', message: 'is not a cursor that was given out', input: text });
      return z.NEVER;
    })
    .optional()
    .describe('The `nextCursor` of the page before');

  return {
    /** A service's cursor as callers are given it. */
    given,
    /** Which page of the list is asked for; its cursor becomes the service's. */
    query: pageQuery.extend({ cursor }),
  };
}
