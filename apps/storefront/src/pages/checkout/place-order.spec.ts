import type { Attempt } from './attempt.js';
import { type CheckOut, placeOrder } from './place-order.js';

const attempt: Attempt = {
  key: 'key-1',
  userId: 'alice',
  purchase: { paymentMethodId: 'pm-1', address: { street: 'A', city: 'B', postalCode: '1', country: 'SE' } },
};
const answered = (status: number, more: object = {}, headers = {}) => ({
  error: { type: 'about:blank', title: '', status, detail: '', ...more },
  response: { status, headers: new Headers(headers) },
});
const placed = { data: { order: { id: 'o-1' } }, response: { status: 201, headers: new Headers() } };

/** Checks out with these answers, one after the other; the last one stays. */
async function run(...answers: Awaited<ReturnType<CheckOut>>[]) {
  const asked: Attempt[] = [];
  const waited: number[] = [];
  const outcome = await placeOrder(
    attempt,
    async (sent) => {
      asked.push(sent);
      return answers[Math.min(asked.length, answers.length) - 1] ?? placed;
    },
    async (ms) => waited.push(ms),
  );
  return { outcome, asked, waited };
}

describe('placing an order', () => {
  it('is one call where all is well', async () => {
    const { outcome, asked } = await run(placed);
    expect([outcome, asked.length]).toEqual([{ end: 'placed', orderId: 'o-1' }, 1]);
  });

  it('asks again under the same key until it knows, and waits as it is told to', async () => {
    const lost = answered(503);
    const { outcome, asked, waited } = await run(
      lost,
      answered(409, {}, { 'retry-after': '2' }),
      answered(504),
      placed,
    );
    expect(outcome).toEqual({ end: 'placed', orderId: 'o-1' });
    expect(asked).toEqual([attempt, attempt, attempt, attempt]);
    expect(waited).toEqual([1_000, 2_000, 3_000]);
  });

  it.each(['out-of-stock', 'payment-declined'])('is refused for %s, and not tried again', async (reason) => {
    const { outcome, asked } = await run(answered(422, { reason }));
    expect([outcome, asked.length]).toEqual([{ end: 'refused', reason }, 1]);
  });

  it('stays open where the session has ended: logged in again, it goes on', async () => {
    expect((await run(answered(503), answered(401))).outcome).toEqual({ end: 'logged-out' });
  });

  it('gives up at some time without saying that there is no order', async () => {
    const { outcome, asked } = await run(answered(502));
    expect([outcome, asked.length]).toEqual([{ end: 'unknown' }, 8]);
  });
});
