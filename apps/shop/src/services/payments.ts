import { collection, fields, itemsText } from '../collection.js';
import { ownerOf } from '../owner.js';
import { badInput, notFound, Problem } from '../problem.js';
import { between } from '../random.js';
import { flag, instant, money, nullable, object, type Of, oneOf, text } from '../schema.js';
import { ago } from '../seed.js';
import { id, items, route, type Service } from '../service.js';
import type { Store } from '../store.js';

const MAX_CHARGE = 100_000_000;
/** Cards that end so are always declined, as in payment providers' test modes. */
const DECLINED_LAST4 = '0002';

const method = object({ kind: oneOf('visa', 'mastercard', 'debit'), last4: text({ pattern: '^\\d{4}$' }) });
const paymentMethod = object({
  id: text(),
  userId: text(),
  kind: oneOf('visa', 'mastercard', 'debit'),
  last4: text({ pattern: '^\\d{4}$' }),
  expires: text(),
  isDefault: flag,
});
const payment = object({
  id: text(),
  orderId: nullable(text()),
  status: oneOf('pending', 'captured', 'refunded'),
  amount: money,
  method,
  createdAt: instant,
  processorRef: { ...text(), description: 'internal' },
});
type Payment = Of<typeof payment>;
type PaymentMethod = Of<typeof paymentMethod>;

const payments = collection<Payment>({
  name: 'payments',
  key: 'id',
  columns: fields('orderId'),
  indexes: ['orderId'],
});
const methods = collection<PaymentMethod>({
  name: 'payment_methods',
  key: 'id',
  columns: fields('userId'),
  indexes: ['userId'],
});

export const paymentsService: Service = {
  name: 'payments',
  tables: [payments, methods],
  seed(store, { people, orders, randomFor }) {
    const random = randomFor('payments');
    for (const [n, { id: userId }] of people.entries()) {
      const last4 = String(between(random, 1000, 9999));
      const kind = n % 2 === 0 ? 'visa' : 'mastercard';
      const base = { userId, expires: `2030-${String(between(random, 1, 12)).padStart(2, '0')}` };
      methods.add(store, { id: `pm-${userId}-1`, ...base, kind, last4, isDefault: true });
      methods.add(store, {
        id: `pm-${userId}-2`,
        ...base,
        kind: 'debit',
        last4: DECLINED_LAST4,
        isDefault: false,
      });
    }
    for (const { id: orderId, userId, status, total, hoursAgo } of orders) {
      const { kind, last4 } = methodFor(store, userId, undefined);
      payments.add(store, {
        id: orderId.replace('o-', 'pay-'),
        orderId,
        status: status === 'pending' ? 'pending' : status === 'cancelled' ? 'refunded' : 'captured',
        amount: total,
        method: { kind, last4 },
        createdAt: ago(hoursAgo - 0.1),
        processorRef: `ch_${between(random, 10_000_000, 99_999_999)}`,
      });
    }
  },
  routes: [
    route('GET /payments', {
      summary: 'The payments of an order',
      query: { orderId: id },
      answer: items(payment),
      handle({ store, query: { orderId } }) {
        if (orderId === undefined) throw badInput('orderId', 'is required');
        return itemsText(payments.all(store, ['orderId = ?', orderId]));
      },
    }),
    route('GET /payments/:id', {
      summary: 'A payment by id',
      answer: payment,
      handle: ({ store, params }) => payments.text(store, params.id) ?? refuse(),
    }),
    route('GET /payment-methods', {
      summary: "The user's payment methods",
      query: { userId: id },
      answer: items(paymentMethod),
      handle: (call) => itemsText(methods.all(call.store, ['userId = ?', ownerOf(call).id])),
    }),
    route('POST /charges', {
      summary: 'Charge an amount; 422 where the card is declined',
      body: object({ amount: money }, { orderId: id, paymentMethodId: id }),
      status: 201,
      answer: payment,
      handle({ store, body: { amount, orderId, paymentMethodId }, userId }) {
        if (amount.amount < 1 || amount.amount > MAX_CHARGE)
          throw badInput('amount.amount', `must be from 1 to ${MAX_CHARGE}`);
        const { kind, last4 } = methodFor(store, userId, paymentMethodId);
        if (last4 === DECLINED_LAST4) throw new Problem(422, 'the card was declined', 'paymentMethodId');
        const id = payments.nextId(store, 'pay');
        return payments.add(store, {
          id,
          orderId: orderId ?? null,
          status: 'captured',
          amount,
          method: { kind, last4 },
          createdAt: new Date(store.now()).toISOString(),
          processorRef: `ch_${id}`,
        });
      },
    }),
    route('POST /charges/:id/refund', {
      summary: 'Give a charge back; once, however often it is asked',
      answer: payment,
      handle({ store, params }) {
        const found = payments.find(store, params.id) ?? refuse();
        if (found.status === 'pending') throw new Problem(409, 'nothing was charged yet');
        return found.status === 'refunded'
          ? JSON.stringify(found)
          : payments.put(store, { ...found, status: 'refunded' });
      },
    }),
  ],
};

/** The method that was named, else the user's own, else a card on file with nobody. */
function methodFor(
  store: Store,
  userId: string | undefined,
  methodId: string | undefined,
): Pick<PaymentMethod, 'kind' | 'last4'> {
  if (methodId === undefined)
    return (userId !== undefined && methods.find(store, `pm-${userId}-1`)) || { kind: 'visa', last4: '4242' };
  const named = methods.find(store, methodId);
  if (!named || (userId !== undefined && named.userId !== userId))
    throw new Problem(422, "paymentMethodId is none of this user's", 'paymentMethodId');
  return named;
}

function refuse(): never {
  throw notFound('payment');
}
