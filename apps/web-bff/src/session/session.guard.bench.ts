/**
 * What a session costs a request: its cookie found, hashed and looked up in memory, its principal attached, the checks
 * against forgery and of authorization. No server, no parsing of requests, no Redis: do not add these figures to others,
 * nor compare them between machines.
 */
import { AuthorizationGuard } from '@frontdesk/auth';
import { attachContext, Deadline, RequestContext } from '@frontdesk/request-context';
import type { ExecutionContext } from '@nestjs/common';
import { newSessionId, sessionKeyOf } from './cookies/session-id.js';
import { sessionCookie } from './cookies/cookies.js';
import { ForgeryGuard } from './forgery/forgery.guard.js';
import { noSession } from './no-session.js';
import { SessionGuard } from './session.guard.js';
import { MemorySessions } from './store/memory-sessions.js';

const SESSIONS = 1_000;
const ROUNDS = 300;
const HOUR_MS = 3_600_000;
const TRACE = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: false };

const clock = { now: () => Date.now() };
const store = new MemorySessions({ idleMs: HOUR_MS, maxSessions: SESSIONS, clock });
const guards = [
  new SessionGuard(store, { isLate: () => false } as never, clock),
  new ForgeryGuard([], undefined as never),
  new AuthorizationGuard('bench', noSession),
];

const ids = Array.from({ length: SESSIONS }, newSessionId);
for (const [number, id] of ids.entries()) {
  await store.add(sessionKeyOf(id)!, {
    claims: { sub: `user-${number}`, name: 'A Name' },
    scopes: ['openid', 'profile', 'email'],
    logOutId: 'log out',
    lastEndsAt: clock.now() + HOUR_MS,
    tokens: { refreshToken: 'r', access: { '': { value: 'a', staleAt: clock.now() + HOUR_MS } } },
  });
}
const cookies = ids.map((id) => Buffer.from(sessionCookie(id).split(';')[0] ?? ''));
const others = ids.map(() => Buffer.from(sessionCookie(newSessionId()).split(';')[0] ?? ''));
for (let again = 0; again < 2; again += 1) await measure('a session', cookies, true);
await measure('no such session', others, false);
store.close();

async function measure(what: string, sent: readonly Buffer[], isThere: boolean): Promise<void> {
  const { signal } = new AbortController();
  const handler = () => undefined;
  let spentUs = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // As a server has it: new strings for every request.
    const executions = sent.map((bytes) => {
      const raw = {};
      attachContext(raw, new RequestContext('r', TRACE, Deadline.in(1_000), signal));
      const headers = { cookie: bytes.toString('latin1'), 'x-csrf': '1', 'sec-fetch-site': 'same-origin' };
      const request = { method: 'GET', url: '/api/home', headers, raw };
      const http = { getRequest: () => request, getResponse: () => ({}) };
      return { switchToHttp: () => http, getHandler: () => handler, getClass: () => RequestContext };
    });
    const start = process.cpuUsage();
    for (const execution of executions) run(execution as unknown as ExecutionContext, isThere);
    const { user, system } = process.cpuUsage(start);
    spentUs += user + system;
  }
  const us = spentUs / (ROUNDS * sent.length);
  process.stdout.write(`${what.padEnd(16)} ${us.toFixed(2).padStart(8)} CPU µs a request\n`);
}

function run(execution: ExecutionContext, isThere: boolean): void {
  try {
    for (const guard of guards) if (guard.canActivate(execution) !== true) throw new Error('it waits');
  } catch (error) {
    if (isThere) throw error;
  }
}
