import { isDeepStrictEqual } from 'node:util';
import type { Components } from './api-document.js';
import type { Change } from './change.js';

type Scheme = Readonly<Record<string, unknown>>;

/** What says how a credential is sent; where tokens are to be had is another address on every machine. */
const SENT_BY = ['type', 'scheme', 'in', 'name'];

/** What is different in how credentials are sent. */
export function compareSchemes(before: Components | undefined, after: Components | undefined): Change[] {
  const news = (after?.['securitySchemes'] ?? {}) as Record<string, Scheme>;
  return Object.entries((before?.['securitySchemes'] ?? {}) as Record<string, Scheme>).flatMap(
    ([name, old]): Change[] => {
      const now = news[name];
      // That one is gone is told by the operations that asked for it.
      if (!now || SENT_BY.every((part) => isDeepStrictEqual(old[part], now[part]))) return [];
      return [{ route: `credential \`${name}\``, place: '', what: 'is sent in another way', breaking: true }];
    },
  );
}
