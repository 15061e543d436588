import { fakeUpstream } from '@frontdesk/testing';
import { EventReader } from './event-reader.js';
import { leaveAll, leaving, QUICK } from './listen.js';
import { Parcels } from './parcels.js';
import { Stand } from './stand.js';

afterEach(leaveAll);

describe('the stream of a session', () => {
  let stand: Stand;
  let parcels: Parcels;
  const start = async (settings: Record<string, string> = {}) => {
    const { url } = parcels.upstream;
    return Stand.start({ ...QUICK, ORDERS_URL: url, SHIPPING_URL: url, ...settings });
  };
  beforeAll(async () => {
    parcels = new Parcels(await fakeUpstream());
    parcels.set('o-1', 'paid', 1);
    stand = await start();
  });
  afterAll(async () => {
    await stand?.[Symbol.asyncDispose]();
    await parcels?.upstream[Symbol.asyncDispose]();
  });

  /** What an `EventSource` of a page of this origin sends, and nothing else. */
  async function listenAsBrowser({ gateway }: Stand, cookie: string, headers: Record<string, string> = {}) {
    return fetch(`${gateway.url}/api/orders/o-1/events`, {
      headers: { accept: 'text/event-stream', 'sec-fetch-site': 'same-origin', cookie, ...headers },
      signal: leaving().signal,
    });
  }

  it('needs no header of ours, and is refused to other sites', async () => {
    const { cookie } = await stand.logIn('alice');
    expect((await listenAsBrowser(stand, cookie)).status).toBe(200);
    const elsewhere = await listenAsBrowser(stand, cookie, { 'sec-fetch-site': 'cross-site' });
    expect([elsewhere.status, elsewhere.headers.get('content-type')]).toEqual([
      403,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('ends when its user logs out, and the others go on', async () => {
    const [going, staying] = [await stand.logIn('alice'), await stand.logIn('alice')];
    const ending = new EventReader(await listenAsBrowser(stand, going.cookie));
    const other = new EventReader(await listenAsBrowser(stand, staying.cookie));
    await Promise.all([ending.received(1), other.received(1)]);
    const { logoutUrl } = (await (await going.ask('/bff/user')).json()) as { logoutUrl: string };
    await going.ask(logoutUrl);
    expect((await ending.ended()).at(-1)).toEqual({
      id: '1',
      type: 'end',
      data: { reason: 'session-ended' },
    });
    expect(other.hasEnded).toBe(false);
    expect((await listenAsBrowser(stand, going.cookie)).status).toBe(401);
  });

  it('ends when the time of the session is up, which it does not prolong', async () => {
    await using short = await start({ SESSION_IDLE_MS: '1000' });
    const { cookie } = await short.logIn('alice');
    const reader = new EventReader(await listenAsBrowser(short, cookie));
    expect((await reader.ended()).at(-1)?.data).toEqual({ reason: 'session-ended' });
  });
});
