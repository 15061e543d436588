import { webBff } from './parties.js';
import { walkLogIn } from './walk-log-in.js';

const SESSION_COOKIE = '__Host-Http-session';

/**
 * Logs in at web-bff and gives the cookie of the session, as a request sends it.
 * @param {string} name
 */
export function sessionCookie(name) {
  return walkLogIn(`${webBff.url}/bff/login?returnUrl=/`, name, (_next, cookies) => {
    const session = cookies.get(SESSION_COOKIE);
    return session && `${SESSION_COOKIE}=${session}`;
  });
}
