import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BffUser } from './ask-user.js';

/** Who looks at the shop, as far as that is known; `ended` was known, and is no more. */
export type Visitor =
  | { readonly state: 'unknown' | 'anonymous' | 'ended' | 'leaving' | 'unreachable' }
  | { readonly state: 'known'; readonly user: BffUser };

export interface Visit {
  readonly visitor: Visitor;
  /** Asks once more who this is. */
  readonly ask: () => void;
  /** Looks whether the session still lives, which does not prolong it. */
  readonly check: () => void;
  /** Takes everything private from the page, before the browser leaves it to log out. */
  readonly leave: () => void;
}

export const VisitContext = createContext<Visit>({
  visitor: { state: 'unknown' },
  ask: () => undefined,
  check: () => undefined,
  leave: () => undefined,
});

export const useVisit = () => useContext(VisitContext);
