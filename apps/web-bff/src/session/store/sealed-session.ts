import type { SealingKeys } from './sealing-keys.js';
import type { Session } from './session.js';

/** A session as it leaves the process: it opens under its own key alone, so that none can be put in another's place. */
export function sealSession(session: Session, key: string, keys: SealingKeys): string {
  return keys.seal(JSON.stringify(session), aboutSession(key));
}

/** Undefined for what was sealed with a key that is gone: whoever it belongs to logs in again. */
export function openSession(sealed: string, key: string, keys: SealingKeys): Session | undefined {
  const text = keys.open(sealed, aboutSession(key));
  return text === undefined ? undefined : (JSON.parse(text) as Session);
}

function aboutSession(key: string): string {
  return `session ${key}`;
}
