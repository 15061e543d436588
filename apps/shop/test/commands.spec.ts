import { type RunningShop, runShop } from './running-shop.js';

describe('commands', () => {
  let shop: RunningShop;
  let other: RunningShop;
  beforeAll(async () => {
    shop = await runShop();
    other = await runShop({ dataDir: shop.folder });
  });
  afterAll(async () => {
    await other[Symbol.asyncDispose]();
    await shop[Symbol.asyncDispose]();
  });

  const post = (service: string, path: string, body?: unknown, more: { as?: string; key?: string } = {}) =>
    shop.ask(service, path, { method: 'POST', body, ...more });
  const available = async (id: string) =>
    Number((await shop.ask('inventory', `/inventory/${id}`)).body['available']);
  const inStock = async () => {
    const ids = Array.from({ length: 100 }, (_, n) => `p-${String(n + 1).padStart(3, '0')}`).join();
    const { items = [] } = (await shop.ask('inventory', `/inventory?ids=${ids}`)).body;
    return items
      .filter((stock) => Number(stock['available']) >= 20)
      .map((stock) => String(stock['productId']));
  };

  it('with one key take effect once, in 20 parallel calls to two instances', async () => {
    const ordersOfDave = async () =>
      (await shop.ask('orders', '/orders?limit=100', { as: 'dave' })).body.items ?? [];
    const before = await ordersOfDave();
    const body = { items: [{ productId: 'p-001', quantity: 1 }] };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? shop : other).ask('orders', '/orders', {
          method: 'POST',
          as: 'dave',
          key: 'parallel',
          body,
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await ordersOfDave()).toEqual([answers[0]?.body, ...before]);
  });

  it('with one key and another body are 422', async () => {
    const charge = (amount: number, as?: string) =>
      post('payments', '/charges', { amount: { amount, currency: 'EUR' } }, { key: 'k1', as });
    expect(await charge(100)).toMatchObject({ status: 201 });
    expect(await charge(200)).toMatchObject({ status: 422, body: { field: 'Idempotency-Key' } });
    expect(await charge(200, 'bob')).toMatchObject({ status: 201 });
  });

  it('are refused again as they were refused first', async () => {
    const [id = ''] = await inStock();
    const reserve = (quantity: number, key?: string) =>
      post('inventory', '/reservations', { items: [{ productId: id, quantity }] }, { key });
    const held = await reserve(await available(id));
    expect(await reserve(1, 'refused')).toMatchObject({ status: 409 });
    await post('inventory', `/reservations/${String(held.body['id'])}/release`);
    expect(await reserve(1, 'refused')).toMatchObject({ status: 409 });
    expect(await reserve(1, 'again')).toMatchObject({ status: 201 });
  });

  it('reserve all of it or nothing, and never more than there is', async () => {
    const [, first = '', second = ''] = await inStock();
    const [before, left] = [await available(first), await available(second)];
    const both = {
      items: [
        { productId: first, quantity: 1 },
        { productId: second, quantity: left + 1 },
      ],
    };
    expect(await post('inventory', '/reservations', both)).toMatchObject({ status: 409 });
    expect(await available(first)).toBe(before);

    const each = { items: [{ productId: first, quantity: Math.ceil(before / 3) }] };
    const race = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? shop : other).ask('inventory', '/reservations', { method: 'POST', body: each }),
      ),
    );
    expect(race.filter(({ status }) => status === 201).length).toBe(
      Math.floor(before / Math.ceil(before / 3)),
    );
    expect(race.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(9);
    expect(await available(first)).toBeGreaterThanOrEqual(0);
  });

  it('release a reservation once, however often they ask', async () => {
    const [, , , id = ''] = await inStock();
    const before = await available(id);
    const held = await post('inventory', '/reservations', { items: [{ productId: id, quantity: 2 }] });
    expect(await available(id)).toBe(before - 2);
    for (let n = 0; n < 3; n++) await post('inventory', `/reservations/${String(held.body['id'])}/release`);
    expect(await available(id)).toBe(before);
  });

  it('cancel no order that is shipped, nor one of somebody else', async () => {
    expect(await post('orders', '/orders/o-0242/cancel', undefined, { as: 'alice' })).toMatchObject({
      status: 409,
    });
    expect(await post('orders', '/orders/o-0296/cancel', undefined, { as: 'bob' })).toMatchObject({
      status: 404,
    });
    expect(await post('orders', '/orders/o-0296/cancel', undefined, { as: 'alice' })).toMatchObject({
      status: 200,
    });
    expect(await post('orders', '/orders/o-0296/cancel', undefined, { as: 'alice' })).toMatchObject({
      status: 200,
    });
  });

  it('place an order under an id that the caller chose and charged for before', async () => {
    const id = 'o-2f1c0b6e-7f0e-4d3c-9a55';
    const body = {
      id,
      paymentId: 'pay-9',
      items: [
        { productId: 'p-001', quantity: 2 },
        { productId: 'p-002', quantity: 1 },
      ],
    };
    const placed = await post('orders', '/orders', body, { as: 'alice' });
    expect(placed).toMatchObject({ status: 201, body: { id, status: 'paid' } });
    const items = placed.body.items as unknown as { quantity: number; unitPrice: { amount: number } }[];
    const total = items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0);
    expect(placed.body['total']).toEqual({ amount: total, currency: 'EUR' });
    expect(await post('orders', '/orders', body, { as: 'alice' })).toMatchObject({ status: 409 });
    const unknown = { items: [{ productId: 'p-x', quantity: 1 }] };
    expect(await post('orders', '/orders', unknown, { as: 'alice' })).toMatchObject({ status: 422 });
    expect(await post('orders', '/orders', { ...unknown, userId: 'bob' }, { as: 'alice' })).toMatchObject({
      status: 403,
    });
  });

  it('decline the cards that are always declined, and the cards of others', async () => {
    const charge = (paymentMethodId: string) =>
      post(
        'payments',
        '/charges',
        { amount: { amount: 1, currency: 'EUR' }, paymentMethodId },
        { as: 'alice' },
      );
    expect(await charge('pm-alice-1')).toMatchObject({ status: 201 });
    expect(await charge('pm-alice-2')).toMatchObject({ status: 422 });
    expect(await charge('pm-bob-1')).toMatchObject({ status: 422 });
  });

  it('mark only one’s own notifications as read', async () => {
    expect(await post('notifications', '/notifications/n-0002/read', undefined, { as: 'bob' })).toMatchObject(
      { status: 404 },
    );
    expect(await post('notifications', '/notifications/n-0002/read')).toMatchObject({ status: 401 });
    expect(
      await post('notifications', '/notifications/n-0002/read', undefined, { as: 'alice' }),
    ).toMatchObject({
      status: 200,
      body: { unread: false },
    });
  });
});
