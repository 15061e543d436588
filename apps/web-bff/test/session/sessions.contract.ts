import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@frontdesk/testing';
import { newSessionId, sessionKeyOf } from '../../src/session/cookies/session-id.js';
import type { Session } from '../../src/session/store/session.js';
import type { SessionStore } from '../../src/session/store/session-store.js';

export const IDLE_MS = 1_000;
const HOUR_MS = 3_600_000;

/** A session of somebody's, as log-in makes them. */
export function aSession(sub = 'alice', change: Partial<Session> = {}): Session {
  return {
    claims: { sub, name: 'Alice Archer' },
    scopes: ['openid'],
    logOutId: 'log out by this',
    lastEndsAt: Date.now() + HOUR_MS,
    tokens: {
      idToken: 'id token',
      refreshToken: 'refresh token',
      access: { '': { value: 'access token', staleAt: Date.now() + HOUR_MS } },
    },
    ...change,
  };
}

export const aKey = () => sessionKeyOf(newSessionId())!;

/** What every store of sessions keeps to, wherever it keeps them. */
export function sessionsContract(make: () => Promise<SessionStore>): void {
  let store: SessionStore;
  beforeEach(async () => (store = await make()));
  afterEach(() => store.close());

  const added = async (session = aSession()) => {
    const key = aKey();
    await store.add(key, session);
    return key;
  };
  const isThere = async (key: string) => (await store.find(key, false)) !== undefined;

  it('gives back what was added, with its principal', async () => {
    const session = aSession();
    const held = await store.find(await added(session), true);
    expect(held?.session).toEqual(session);
    expect(held?.principal).toEqual({ kind: 'user', id: 'alice', scopes: new Set(['openid']) });
  });

  it('knows no other key', async () => {
    await added();
    expect(await store.find(aKey(), true)).toBeUndefined();
    expect(await store.findAnew(aKey())).toBeUndefined();
    expect(await store.end(aKey())).toBeUndefined();
  });

  it('ends a session that is not used, and tells who watches it', async () => {
    const key = await added();
    const held = await store.find(key, false);
    let told = 0;
    held?.onEnd(() => (told += 1));
    await eventually(async () => !(await isThere(key)), 'the end of an idle session', IDLE_MS + 1_000);
    await eventually(() => told === 1, 'being told of it', 3_000);
  });

  it('puts the end off when the session is used, and not when it is only looked at', async () => {
    const key = await added();
    const used = await added();
    const end = performance.now() + IDLE_MS + 500;
    while (performance.now() < end) {
      await store.find(used, true);
      await store.find(key, false);
      await pause(50);
    }
    expect(await isThere(used)).toBe(true);
    expect(await isThere(key)).toBe(false);
  });

  it('ends a session at its last, however much it is used', async () => {
    const key = await added(aSession('alice', { lastEndsAt: Date.now() + 400 }));
    const held = await store.find(key, true);
    expect(held?.endsAt).toBeLessThanOrEqual(Date.now() + 400);
    await eventually(async () => (await store.find(key, true)) === undefined, 'the absolute end', 1_000);
  });

  it('ends a session once, gives back what it was, and tells who watches', async () => {
    const session = aSession();
    const key = await added(session);
    let told = 0;
    (await store.find(key, true))?.onEnd(() => (told += 1));
    expect(await store.end(key)).toEqual(session);
    expect(told).toBe(1);
    expect(await store.end(key)).toBeUndefined();
    expect(await isThere(key)).toBe(false);
    expect(told).toBe(1);
  });

  it('tells at once who begins to watch what has ended already, and nobody who has stopped', async () => {
    const key = await added();
    const held = await store.find(key, true);
    let told = '';
    held?.onEnd(() => (told += 'stopped'))();
    await store.end(key);
    held?.onEnd(() => (told += 'late'));
    await Promise.resolve();
    expect(told).toBe('late');
  });

  it('replaces what a session holds, for whoever asks next', async () => {
    const key = await added();
    await store.find(key, true);
    const tokens = { refreshToken: 'another', access: {} };
    expect(await store.replace(key, aSession('alice', { tokens }))).toBe(true);
    expect((await store.find(key, true))?.session.tokens).toEqual(tokens);
    expect((await store.findAnew(key))?.session.tokens).toEqual(tokens);
  });

  it('brings no session back by replacing it', async () => {
    const key = await added();
    await store.end(key);
    expect(await store.replace(key, aSession())).toBe(false);
    expect(await isThere(key)).toBe(false);
  });

  it("ends all of a user's sessions, and no other's", async () => {
    const [one, other] = [await added(aSession('erin')), await added(aSession('erin'))];
    const bobs = await added(aSession('bob'));
    expect(await store.endAll({ subject: 'erin' })).toHaveLength(2);
    expect([await isThere(one), await isThere(other), await isThere(bobs)]).toEqual([false, false, true]);
  });

  it("ends the sessions of one of the user's sessions at the provider, if they are the user's", async () => {
    const one = await added(aSession('alice', { providerSid: 'sid 1' }));
    const other = await added(aSession('alice', { providerSid: 'sid 2' }));
    expect(await store.endAll({ subject: 'bob', providerSid: 'sid 1' })).toEqual([]);
    expect(await store.endAll({ providerSid: 'sid 3' })).toEqual([]);
    expect(await store.endAll({ subject: 'alice', providerSid: 'sid 1' })).toHaveLength(1);
    expect([await isThere(one), await isThere(other)]).toEqual([false, true]);
    expect(await store.endAll({ providerSid: 'sid 2' })).toHaveLength(1);
    expect(await store.endAll({})).toEqual([]);
  });

  it('lets one be first by a name, until the time is over', async () => {
    const [name, another] = [aKey(), aKey()];
    expect(await store.wasFirst(name)).toBe(false);
    expect(await Promise.all([1, 2, 3].map(() => store.isFirst(name, 300)))).toEqual([true, false, false]);
    expect([await store.wasFirst(name), await store.wasFirst(another)]).toEqual([true, false]);
    expect(await store.isFirst(another, 300)).toBe(true);
    await eventually(() => store.isFirst(name, 60_000), 'the name being free again', 1_000);
    expect(await store.isFirst(name, 60_000)).toBe(false);
  });

  it('lets one alone hold the lock of a session', async () => {
    const key = aKey();
    const release = await store.lock(key, 10_000);
    expect(await store.lock(key, 10_000)).toBeUndefined();
    expect(await store.lock(aKey(), 10_000)).toBeDefined();
    await release?.();
    expect(await store.lock(key, 10_000)).toBeDefined();
  });
}
