import { Unauthenticated } from '@frontdesk/auth';
import { NAME } from '../config.js';

/** Nobody has logged in; told as a 401, never as a redirect: the page decides when to send the user to log in. */
export function noSession(why = 'log in first'): Unauthenticated {
  return new Unauthenticated(why, `Cookie realm="${NAME}"`);
}
