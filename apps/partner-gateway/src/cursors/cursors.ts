import { createHmac, timingSafeEqual } from 'node:crypto';
import { InvalidInput } from '@frontdesk/gateway';
import type { Environment } from '../database/tables.js';

/** Where a cursor is good: nowhere else. */
export interface Place {
  readonly list: string;
  /** What the list was asked by, besides its page. */
  readonly filters: Readonly<Record<string, unknown>>;
  readonly application: string;
  readonly environment: Environment;
}

const ENCODING = 'base64url';

/**
 * Cursors that callers can neither make nor change (HMAC-SHA-256): in each is the service's own, which says where in the
 * list a page ended, so that what is put in or taken out meanwhile moves nothing.
 */
export class Cursors {
  constructor(private readonly key: Uint8Array) {}

  /** The service's cursor as a caller is given it. */
  seal(cursor: string, place: Place): string {
    const text = Buffer.from(cursor).toString(ENCODING);
    return `${text}.${this.#signatureOf(text, place)}`;
  }

  /** The service's cursor again; throws `InvalidInput`, which names `cursor`, for what was not given out for this place. */
  open(sealed: string, place: Place): string {
    const [text = '', signature = ''] = sealed.split('.', 2);
    // As text: several spellings of base64 are the same bytes, and one of them alone was given out.
    const given = Buffer.from(`${text}.${signature}`);
    const right = Buffer.from(`${text}.${this.#signatureOf(text, place)}`);
    const isRight = sealed.length === given.length && given.length === right.length;
    if (!isRight || !timingSafeEqual(given, right)) refuse();
    return Buffer.from(text, ENCODING).toString();
  }

  #signatureOf(text: string, { list, filters, application, environment }: Place): string {
    const asked = Object.entries(filters)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return createHmac('sha256', this.key)
      .update(JSON.stringify([list, asked, application, environment, text]))
      .digest(ENCODING);
  }
}

function refuse(): never {
  throw new InvalidInput([{ in: 'query', field: 'cursor', detail: 'is not a cursor that was given out' }]);
}
