import type { RunningGateway } from '@frontdesk/gateway';
import type { Route } from '@frontdesk/testing';
import { askRoute, nameOf } from './routes.js';

/** What a route is asked with, and the answer that is due; `header` says whether the route asks for `X-CSRF`. */
interface Attempt {
  readonly what: string;
  readonly headers: Record<string, string>;
  readonly due: number;
  readonly header?: true;
}

/** The attempts that a route for logged-in users has to withstand, given a real session's cookie and a real token. */
export function attemptsWith(cookie: string, token: string): Attempt[] {
  const [name = ''] = cookie.split('=');
  const script = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' };
  return [
    { what: 'nothing', headers: script, due: 401 },
    {
      what: 'a session that there is not',
      headers: { ...script, cookie: `${name}=${'A'.repeat(43)}` },
      due: 401,
    },
    { what: 'a bearer token', headers: { ...script, authorization: `Bearer ${token}` }, due: 401 },
    { what: 'no X-CSRF', headers: { cookie, 'sec-fetch-site': 'same-origin' }, due: 403, header: true },
    { what: 'another X-CSRF', headers: { ...script, cookie, 'x-csrf': 'true' }, due: 403, header: true },
    {
      what: 'a page of another site',
      headers: { ...script, cookie, 'sec-fetch-site': 'cross-site' },
      due: 403,
    },
    {
      what: 'a page of the same site',
      headers: { ...script, cookie, 'sec-fetch-site': 'same-site' },
      due: 403,
    },
    {
      what: 'a page of the same site that says who it is',
      headers: { ...script, cookie, 'sec-fetch-site': 'same-site', origin: 'http://evil.localhost' },
      due: 403,
    },
  ];
}

/** What is wrong with how routes are protected, one line each: that they answer such an attempt, or redirect, or set a cookie. */
export async function flawsOf(
  gateway: RunningGateway,
  routes: readonly Route[],
  attempts: readonly Attempt[],
): Promise<string[]> {
  const flaws: string[] = [];
  for (const route of routes) {
    for (const { what, headers, due } of attempts) {
      const answer = await askRoute(gateway, route, headers);
      const flaw = (said: string) => flaws.push(`${nameOf(route)} with ${what}: ${said}`);
      if (answer.status !== due) flaw(`${answer.status}, not ${due}`);
      if (answer.headers.has('location')) flaw('a redirect');
      if (answer.status === 401 && !answer.headers.get('www-authenticate')?.startsWith('Cookie ')) {
        flaw('no challenge that says Cookie');
      }
      const problem = answer.headers.get('content-type')?.startsWith('application/problem+json');
      if (answer.status >= 400 && !problem) flaw('no problem+json');
    }
  }
  return flaws;
}
