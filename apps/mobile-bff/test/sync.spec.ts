import { fakeClock, type ShopService } from '@frontdesk/testing';
import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCursor, writeCursor } from '../src/sync/sync-cursor.js';
import { weigh } from './on-the-wire.js';
import { Stand } from './stand.js';

const NO_CHANGE_BYTES = 320;
const PACKET_BYTES = 1_460;
const EVERYTHING_BYTES = 2_048;
const MOST_OF_A_HEAD = 700;
const WEEK_MS = 7 * 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-sync-'));
/** A minute ahead, so that what the shop stamps meanwhile is past. */
const wallClock = fakeClock(Date.now() + 60_000);

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start({}, { wallClock, shop: { SHOP_DATA_DIR: folder } });
});
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => stand.shop.reset());

interface Line {
  readonly id: string;
  readonly status?: string;
}
interface Kind {
  readonly changed: readonly Line[];
  readonly deleted: readonly string[];
}
interface Synced {
  readonly orders: Kind | null;
  readonly notifications: Kind | null;
  readonly next: string;
  readonly more: boolean;
  readonly meta: { readonly missing: readonly string[] };
  readonly type?: string;
  readonly errors?: readonly object[];
}

async function ask(since?: string, { as = 'alice', limit = '', path = '/v2/sync' } = {}) {
  const query = new URLSearchParams({ ...(since && { since }), ...(limit && { limit }) });
  const answer = await stand.ask(`${path}?${query}`, as);
  const text = await answer.text();
  return { answer, text, body: JSON.parse(text) as Synced };
}
const synced = async (since?: string, asked?: Parameters<typeof ask>[1]) => (await ask(since, asked)).body;

/** Asks until there is no more; each answer must bring the phone on. */
async function allSince(since?: string, asked?: Parameters<typeof ask>[1]) {
  const answers = [await synced(since, asked)];
  while (answers.at(-1)!.more) answers.push(await synced(answers.at(-1)!.next, asked));
  return answers;
}
const idsOf = (answers: readonly Synced[], kind: 'orders' | 'notifications') =>
  answers.flatMap((answer) => answer[kind]?.changed ?? []).map(({ id }) => id);

/** What a service itself says, asked past the gateway. */
const post = (service: ShopService, path: string, user: string, body?: object) =>
  fetch(stand.shop.url(service) + path, {
    method: 'POST',
    headers: { 'x-user-id': user, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  }).then((answer) => answer.json() as Promise<{ id: string; updatedAt: string }>);
const order = (user: string) =>
  post('orders', '/orders', user, { items: [{ productId: 'p-001', quantity: 2 }] });

/** Does to the data what the shop itself never does. */
function tamper(sql: string, ...values: string[]): void {
  const db = new DatabaseSync(join(folder, 'shop.db'), { timeout: 5_000 });
  db.prepare(sql).run(...values);
  db.close();
}

it('the first time it is everything, in one call to each service, as the lists show it', async () => {
  const { answer, body } = await ask();
  expect([answer.status, body.more, body.meta]).toEqual([200, false, { missing: [] }]);
  for (const service of ['orders', 'notifications'] as const) {
    expect((await stand.shop.received(service)).total).toBe(1);
    const list = (await (await stand.ask(`/v2/${service}?limit=100`, 'alice')).json()) as { items: Line[] };
    const byId = (one: Line, other: Line) => (one.id < other.id ? -1 : 1);
    expect([...body[service]!.changed].sort(byId)).toEqual(list.items.sort(byId));
    expect(body[service]!.deleted).toEqual([]);
  }
});

it.each(['/v1/sync', '/v2/sync'])(
  'with no change %s is a few bytes, always the same, and none at all by its tag',
  async (path) => {
    const { next } = await synced(undefined, { path });
    const { answer, text, body } = await ask(next, { path });
    expect(body).toEqual({
      orders: { changed: [], deleted: [] },
      notifications: { changed: [], deleted: [] },
      next,
      more: false,
      meta: { missing: [] },
    });
    expect(text.length).toBeLessThanOrEqual(NO_CHANGE_BYTES);
    const token = await stand.issuer.mint({ sub: 'alice', aud: 'urn:frontdesk:mobile-bff' });
    const url = `${stand.gateway.url}${path}?since=${next}`;
    const app = { authorization: `Bearer ${token}`, 'x-app-platform': 'ios', 'x-app-version': '1.0.0' };
    const first = await weigh(url, app);
    const again = await weigh(url, { ...app, 'if-none-match': String(answer.headers.get('etag')) });
    expect([first.status, again.status, again.bodyBytes]).toEqual([200, 304, 0]);
    expect(again.headBytes).toBeLessThanOrEqual(MOST_OF_A_HEAD);
    // Not to be told of a change takes one packet.
    expect(first.headBytes + first.bodyBytes).toBeLessThanOrEqual(PACKET_BYTES);
  },
);

it('everything of somebody with many orders weighs little on the way', async () => {
  const token = await stand.issuer.mint({ sub: 'alice', aud: 'urn:frontdesk:mobile-bff' });
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'br' };
  const { bodyBytes } = await weigh(`${stand.gateway.url}/v2/sync`, headers);
  expect(bodyBytes).toBeLessThanOrEqual(EVERYTHING_BYTES);
});

it('tells what changed since, and nothing else, and then no more of it', async () => {
  const { next } = await synced();
  const placed = await order('alice');
  await order('bob');
  await post('notifications', '/notifications/n-0002/read', 'alice');
  const changes = await synced(next);
  expect(changes.orders).toMatchObject({ changed: [{ id: placed.id, itemCount: 2 }], deleted: [] });
  expect(changes.notifications).toMatchObject({ changed: [{ id: 'n-0002', unread: false }], deleted: [] });
  await post('orders', `/orders/${placed.id}/cancel`, 'alice');
  const cancelled = await synced(changes.next);
  expect(cancelled.orders).toMatchObject({ changed: [{ id: placed.id, status: 'cancelled' }] });
  expect(cancelled.notifications).toEqual({ changed: [], deleted: [] });
  expect((await synced(cancelled.next)).orders).toEqual({ changed: [], deleted: [] });
  // Whose answer was lost asks by the cursor that it has, and is answered again.
  expect(idsOf([await synced(next)], 'orders')).toEqual([placed.id]);
});

it('leaves a tombstone of what is gone', async () => {
  const placed = await order('alice');
  const { next } = await synced();
  const at = new Date(Date.parse(placed.updatedAt) + 5).toISOString();
  tamper(
    `UPDATE orders SET body = json_set(body, '$.updatedAt', ?), deleted = 1 WHERE id = ?`,
    at,
    placed.id,
  );
  const gone = await synced(next);
  expect(gone.orders).toEqual({ changed: [], deleted: [placed.id] });
  expect((await synced(gone.next)).orders).toEqual({ changed: [], deleted: [] });
  expect(idsOf([await synced()], 'orders')).not.toContain(placed.id);
});

it('loses nothing that is stamped with the same millisecond, or was stamped before and comes late', async () => {
  const [first, same, late] = [await order('carol'), await order('carol'), await order('carol')];
  const stamp = (id: string, at: string) =>
    tamper(`UPDATE orders SET body = json_set(body, '$.updatedAt', ?) WHERE id = ?`, at, id);
  const hide = (id: string, owner: string) =>
    tamper(`UPDATE orders SET body = json_set(body, '$.userId', ?) WHERE id = ?`, owner, id);
  for (const { id } of [same, late]) hide(id, 'nobody');
  const { next } = await synced(undefined, { as: 'carol' });
  stamp(same.id, first.updatedAt);
  hide(same.id, 'carol');
  const then = await synced(next, { as: 'carol' });
  expect(idsOf([then], 'orders')).toEqual([same.id]);
  stamp(late.id, new Date(Date.parse(first.updatedAt) - 1_500).toISOString());
  hide(late.id, 'carol');
  const after = await synced(then.next, { as: 'carol' });
  expect(idsOf([after], 'orders')).toEqual([late.id]);
  expect(idsOf([await synced(after.next, { as: 'carol' })], 'orders')).toEqual([]);
  // Nor is there a page of what the phone has.
  expect((await synced(after.next, { as: 'carol', limit: '1' })).more).toBe(false);
});

it('loses nothing that was stamped before the end of a page, and comes after it', async () => {
  const [hidden, first, second, last] = [
    await order('heidi'),
    await order('heidi'),
    await order('heidi'),
    await order('heidi'),
  ];
  const change = (id: string, field: 'updatedAt' | 'userId', to: string | number) =>
    tamper(
      `UPDATE orders SET body = json_set(body, '$.${field}', ?) WHERE id = ?`,
      typeof to === 'number' ? new Date(to).toISOString() : to,
      id,
    );
  for (const { id } of [hidden, first, second, last]) change(id, 'userId', 'nobody');
  const { next } = await synced(undefined, { as: 'heidi' });
  const now = wallClock.now();
  for (const [nth, { id }] of [hidden, first, second].entries())
    change(id, 'updatedAt', now - 900 + nth * 100);
  for (const { id } of [first, second]) change(id, 'userId', 'heidi');
  const page = await synced(next, { as: 'heidi', limit: '1' });
  expect([idsOf([page], 'orders'), page.more]).toEqual([[first.id], true]);
  // The phone is slow to ask for the next page, and meanwhile more happens.
  wallClock.advance(60_000);
  change(hidden.id, 'userId', 'heidi');
  change(last.id, 'updatedAt', wallClock.now());
  change(last.id, 'userId', 'heidi');
  const rest = await allSince(page.next, { as: 'heidi', limit: '1' });
  expect(idsOf(rest, 'orders')).toEqual([second.id, last.id]);
  const then = await allSince(rest.at(-1)!.next, { as: 'heidi', limit: '1' });
  expect(idsOf(then, 'orders')).toContain(hidden.id);
  const after = await synced(then.at(-1)!.next, { as: 'heidi' });
  expect([after.orders, after.next]).toEqual([{ changed: [], deleted: [] }, then.at(-1)!.next]);
  // The table goes on from its latest stamp.
  for (const { id } of [hidden, first, second, last]) change(id, 'updatedAt', '2026-01-01T00:00:00.000Z');
});

it('loses nothing behind what an instance has stamped whose clock is ahead', async () => {
  const ahead = await order('bob');
  const inAnHour = new Date(wallClock.now() + 3_600_000).toISOString();
  tamper(`UPDATE orders SET body = json_set(body, '$.updatedAt', ?) WHERE id = ?`, inAnHour, ahead.id);
  const first = await synced(undefined, { as: 'bob' });
  expect(idsOf([first], 'orders')).toContain(ahead.id);
  const placed = await order('bob');
  tamper(
    `UPDATE orders SET body = json_set(body, '$.updatedAt', ?) WHERE id = ?`,
    new Date(wallClock.now()).toISOString(),
    placed.id,
  );
  const then = await synced(first.next, { as: 'bob' });
  expect(idsOf([then], 'orders')).toEqual([placed.id]);
  // The table goes on from its latest stamp.
  tamper(`UPDATE orders SET body = json_set(body, '$.updatedAt', createdAt) WHERE id = ?`, ahead.id);
});

it('comes page by page, one call to each service for each, and nothing is told twice', async () => {
  const whole = await synced();
  await stand.shop.reset();
  const pages = await allSince(undefined, { limit: '3' });
  expect(pages.length).toBeGreaterThan(4);
  for (const service of ['orders', 'notifications'] as const)
    expect((await stand.shop.received(service)).total).toBe(pages.length);
  for (const kind of ['orders', 'notifications'] as const) {
    expect(new Set(idsOf(pages, kind)).size).toBe(idsOf(pages, kind).length);
    expect(idsOf(pages, kind)).toEqual(idsOf([whole], kind));
  }
  expect((await synced(pages.at(-1)!.next)).orders).toEqual({ changed: [], deleted: [] });
});

it('tells of what changes while it comes', async () => {
  const before = await order('dave');
  const first = await synced(undefined, { as: 'dave', limit: '2' });
  expect(first.more).toBe(true);
  const [sent] = first.orders!.changed;
  tamper(
    `UPDATE orders SET body = json_set(body, '$.updatedAt', ?), deleted = 1 WHERE id = ?`,
    new Date(Date.parse(before.updatedAt) + 1).toISOString(),
    sent!.id,
  );
  const placed = await order('dave');
  const rest = await allSince(first.next, { as: 'dave', limit: '2' });
  expect(idsOf(rest, 'orders')).toEqual(expect.arrayContaining([before.id, placed.id]));
  expect(rest.flatMap(({ orders }) => orders?.deleted ?? [])).toContain(sent!.id);
});

it('comes to an end where more changed at one instant than a page holds, or a cursor marks', async () => {
  const placed: string[] = [];
  for (let n = 0; n < 20; n += 1) placed.push((await order('erin')).id);
  tamper(
    `UPDATE orders SET body = json_set(body, '$.updatedAt', '2026-11-19T00:00:00.000Z') WHERE userId = ?`,
    'erin',
  );
  const pages = await allSince(undefined, { as: 'erin', limit: '4' });
  expect(idsOf(pages, 'orders')).toEqual(expect.arrayContaining(placed));
  const once = await allSince(pages.at(-1)!.next, { as: 'erin', limit: '4' });
  const twice = await allSince(once.at(-1)!.next, { as: 'erin', limit: '4' });
  expect(twice.at(-1)!.next).toBe(once.at(-1)!.next);
  expect(twice.at(-1)!.next.length).toBeLessThan(600);
});

describe('while a service is down', () => {
  it('the other is told of, and what is missing comes as soon as it can', async () => {
    const { next } = await synced();
    const placed = await order('alice');
    await stand.shop.break('orders', { status: 500 });
    const { answer, body } = await ask(next);
    expect([answer.status, body.orders, body.meta]).toEqual([200, null, { missing: ['orders'] }]);
    expect([answer.headers.get('x-complete'), answer.headers.get('cache-control')]).toEqual([
      'false',
      'no-store',
    ]);
    await stand.shop.mend('orders');
    expect(idsOf([await synced(body.next)], 'orders')).toEqual([placed.id]);
  });

  it('the first sync goes on where it is', async () => {
    await stand.shop.break('notifications', { status: 500 });
    const first = await synced();
    expect([first.notifications, first.meta]).toEqual([null, { missing: ['notifications'] }]);
    await stand.shop.mend('notifications');
    const then = await synced(first.next);
    expect(then.orders).toEqual({ changed: [], deleted: [] });
    expect(idsOf([then], 'notifications').length).toBeGreaterThan(10);
  });

  it('a cursor that the service has forgotten is done without', async () => {
    const first = await synced(undefined, { limit: '3' });
    const state = readCursor(first.next, 'alice');
    const page = { since: 0, cursor: 'forgotten' };
    const spoilt = writeCursor({ ...state, orders: { ...state.orders!, page } }, 'alice');
    const without = await synced(spoilt);
    expect([without.orders, without.meta]).toEqual([null, { missing: ['orders'] }]);
    const rest = await allSince(without.next);
    const sent = idsOf([first, ...rest], 'orders');
    expect([...new Set(sent)].sort()).toEqual(idsOf([await synced()], 'orders').sort());
  });
});

describe('a cursor', () => {
  it('that was not given out, or to another, is refused, and nobody is called', async () => {
    const { next } = await synced();
    await stand.shop.reset();
    const [text = '', check = ''] = next.split('.');
    const wrong = [
      'x',
      '0',
      '2026-11-20T00:00:00Z',
      next.slice(0, -1),
      `${next}A`,
      `A${next}`,
      `.${check}`,
      `${text}.`,
      `${next}.${check}`,
      'a'.repeat(4_000),
    ];
    for (const [since, as] of [...wrong.map((each) => [each, 'alice'] as const), [next, 'bob'] as const]) {
      const { answer, body } = await ask(since, { as });
      expect([since, answer.status, body.type]).toEqual([since, 400, '/problems/invalid-request']);
      expect(body.errors?.[0]).toMatchObject({ in: 'query', field: 'since' });
    }
    expect((await ask(next, { limit: '101' })).body.errors).toMatchObject([{ field: 'limit' }]);
    expect((await stand.ask('/v2/sync')).status).toBe(401);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('goes on for weeks, and then everything has to be asked for', async () => {
    const { next } = await synced();
    wallClock.advance(11 * WEEK_MS);
    const later = await synced(next);
    expect(later.orders).toEqual({ changed: [], deleted: [] });
    // Renewed by being used, once a week.
    expect(later.next).not.toBe(next);
    wallClock.advance(2 * WEEK_MS);
    await stand.shop.reset();
    const { answer, body } = await ask(next);
    expect([answer.status, body.type]).toEqual([410, '/problems/cursor-expired']);
    expect(await stand.shop.receivedInAll()).toBe(0);
    expect((await ask(later.next)).answer.status).toBe(200);
    expect((await ask()).answer.status).toBe(200);
  });
});
