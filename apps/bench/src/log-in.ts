import { Failure } from './failure.js';
import type { Issuer } from './issuer.js';

const SESSION_COOKIE = '__Host-Http-session';
/** 256 bits: as long as the id of a session. */
const ID_LENGTH = 43;

/** What the browser of somebody who is logged in sends along. */
export interface SessionHeaders {
  readonly cookie: string;
  readonly 'x-csrf': string;
}

/** Logs `user` in at a web-bff, as a browser would go about it. */
export async function logIn(
  webBff: string,
  user: string,
  issuer: Issuer,
  signal: AbortSignal,
): Promise<SessionHeaders> {
  const asked = await visit(`${webBff}/bff/login?returnUrl=/`, '', signal);
  const location = asked.headers.get('location');
  if (!location) throw new Failure(`web-bff answers ${asked.status} to a log-in`);
  const cookie = cookiesOf(asked).join('; ');
  const back = await visit(issuer.approve(new URL(location), user), cookie, signal);
  const session = cookiesOf(back).find((each) => each.startsWith(`${SESSION_COOKIE}=`));
  if (!session) throw new Failure(`web-bff answers ${back.status} to who has logged in, and sets no session`);
  return headersOf(session);
}

/** What is as long as a session, for those who do not look. */
export const anySession = headersOf(`${SESSION_COOKIE}=${'x'.repeat(ID_LENGTH)}`);

function headersOf(cookie: string): SessionHeaders {
  return { cookie, 'x-csrf': '1' };
}

async function visit(url: string | URL, cookie: string, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {}, signal });
  await answer.arrayBuffer();
  return answer;
}

function cookiesOf(answer: Response): string[] {
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
}
