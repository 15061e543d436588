import { CallerGone, DeadlineExceeded } from '@frontdesk/request-context';
import { UpstreamError } from '@frontdesk/upstream';
import { asPending } from './purchase.js';
import { PurchaseRefused } from './purchase-refused.js';
import { PARTNERS } from './buyers.js';

const failed = (code: UpstreamError['code'], status?: number, retryAfterMs?: number) =>
  new UpstreamError('checkout', code, { status, retryAfterMs });

describe('a refusal', () => {
  it('keeps its reason, in words of ours', () => {
    const refused = PurchaseRefused.from({ reason: 'out-of-stock', detail: 'row 7 of db1', errors: [] });
    expect(refused).toMatchObject({ code: 'COMMAND_REFUSED', reason: 'out-of-stock', errors: undefined });
    expect(refused.message).toBe('There is not enough of a product left.');
  });

  it.each(['embargo', 'constructor'])(
    'of a reason that is not known here has general words, and names the reason all the same: %s',
    (reason) => {
      const refused = PurchaseRefused.from({ reason });
      expect([refused.reason, refused.message]).toEqual([reason, expect.stringContaining('is refused')]);
    },
  );

  it('names the fields that the buyer sent, and no others', () => {
    const errors = ['address.city', 'items.0.productId', 'paymentMethodIds'].map((field) => ({
      in: 'body',
      field,
      detail: 'row 7 of db1',
    }));
    const refused = PurchaseRefused.from({ reason: 'shipping-refused', errors });
    expect(refused.errors).toEqual([
      { in: 'body', field: 'address.city', detail: 'It cannot be shipped; what was charged is refunded.' },
    ]);
  });

  it('names the fields that a partner sent, where it is a partner’s', () => {
    const errors = ['items.1.quantity', 'address.city', 'paymentMethodId'].map((field) => ({
      in: 'body',
      field,
    }));
    const refused = PurchaseRefused.from({ reason: 'out-of-stock', errors }, PARTNERS);
    expect(refused.errors?.map(({ field }) => field)).toEqual(['items.1.quantity', 'address.city']);
  });

  it.each(['payment-declined', 'price-changed', 'order-refused', 'shipping-refused', 'gave-up', 'embargo'])(
    'tells partners, who pay by invoice, of no charge and no refund: %s',
    (reason) => {
      const { message } = PurchaseRefused.from({ reason }, PARTNERS);
      expect(message).toMatch(/^[A-Z].+; (?:nothing is invoiced|whatever was done of it is undone)\.$/);
    },
  );

  it.each([
    undefined,
    'row 7 of db1',
    { reason: 'at /app/main.js:7' },
    { reason: 'x'.repeat(50) },
    { errors: 'many' },
  ])('says nothing of what cannot be read: %j', (said) => {
    const { reason, errors, message } = PurchaseRefused.from(said);
    expect([reason, errors, message]).toEqual([undefined, undefined, expect.stringContaining('refused')]);
  });
});

describe('what leaves open how a purchase ends', () => {
  it.each<[string, unknown, string, number]>([
    ['the deadline', new DeadlineExceeded(), 'COMMAND_LATE', 2],
    ['an attempt that took too long', failed('attempt-timeout'), 'COMMAND_LATE', 2],
    ['a checkout that is down', failed('connect-failed'), 'COMMAND_UNFINISHED', 2],
    ['a connection that broke', failed('reset'), 'COMMAND_UNFINISHED', 2],
    ['a checkout that is spared', failed('breaker-open', undefined, 4_200), 'COMMAND_UNFINISHED', 5],
    ['a checkout that fails', failed('status', 500), 'COMMAND_UNFINISHED', 2],
    ['a server that knows no checkouts', failed('status', 404), 'COMMAND_UNFINISHED', 2],
    ['one that knows them no more', failed('status', 410), 'COMMAND_UNFINISHED', 2],
  ])('is pending: %s', (_, error, code, retryAfterS) => {
    expect(asPending(error)).toMatchObject({ code, retryAfterS, cause: error });
  });

  it.each([new CallerGone(), failed('status', 400), failed('schema-drift'), new TypeError('a mistake')])(
    'is not %p',
    (error) => {
      expect(asPending(error)).toBe(error);
    },
  );
});
