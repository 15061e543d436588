import { Failure } from '../failure.js';
import { ask } from './ask.js';
import { provider, webBff } from './parties.js';

const MAX_STEPS = 12;

/**
 * Walks through a log-in as a browser would: follows redirects, keeps cookies, fills in the sample provider's form, and
 * stops where `end` yields what was wanted.
 * @template T
 * @param {string | URL} start
 * @param {string} name of the user, whose password it is too
 * @param {(next: URL, cookies: ReadonlyMap<string, string>) => T | undefined} end is shown where it would go next, and
 * the cookies of who has just answered
 * @returns {Promise<T>}
 */
export async function walkLogIn(start, name, end) {
  /** @type {Map<string, Map<string, string>>} by origin */
  const jar = new Map();
  let url = new URL(start);
  let form;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const cookies = jar.get(url.origin) ?? new Map();
    jar.set(url.origin, cookies);
    const answer = await ask(url.origin === webBff.url ? webBff : provider, url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((cookie) => cookie.join('=')).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    keep(answer.headers.getSetCookie(), cookies);
    const location = answer.headers.get('location');
    const next = location ? new URL(location, url) : url;
    const wanted = end(next, cookies);
    if (wanted !== undefined) return wanted;
    if (location) form = undefined;
    else if (url.origin === webBff.url)
      throw new Failure(`web-bff answers ${answer.status} to ${url.pathname}: ${await reasonIn(answer)}`);
    else if (answer.ok && !form) form = new URLSearchParams({ login: name, password: name });
    else
      throw new Failure(
        `${url.origin} does not know a user ${JSON.stringify(name)} (there are alice and bob)`,
      );
    url = next;
  }
  throw new Failure(`${url.origin} redirects without end`);
}

/**
 * @param {readonly string[]} set
 * @param {Map<string, string>} cookies
 */
function keep(set, cookies) {
  for (const cookie of set) {
    const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value) cookies.set(key, value);
    else cookies.delete(key);
  }
}

/** @param {Response} answer */
async function reasonIn(answer) {
  const text = await answer.text();
  try {
    const { title, detail } = JSON.parse(text);
    return detail ?? title ?? 'it says no more';
  } catch {
    return 'it says no more';
  }
}
