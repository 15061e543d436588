import { CATEGORIES, COLOURS, VARIANTS } from './data/catalogue.js';
import { PEOPLE } from './data/people.js';
import { between, pick, randomFrom } from './random.js';
import type { Money } from './schema.js';

/** The day on which the sample's past ends; fixed, so that every first start makes the same data. */
export const BASE_DATE = Date.parse('2025-12-01T09:00:00.000Z');
export const HOUR_MS = 3_600_000;
const ORDERS = 300;
const HOURS_BETWEEN_ORDERS = 9;
/** alice's order of 20 different products. */
const LARGEST_ORDER = 42;

export const ago = (hours: number) => new Date(BASE_DATE - Math.round(hours * HOUR_MS)).toISOString();
export const euros = (amount: number): Money => ({ amount, currency: 'EUR' });

/** What several services know of the same things, each in its own tables. */
export interface World {
  readonly people: readonly { id: string; name: string; address: Address }[];
  readonly products: readonly SeededProduct[];
  readonly orders: readonly SeededOrder[];
  /** A service's own luck, so that a change in one leaves the others' rows as they are. */
  randomFor(service: string): () => number;
}

interface Address {
  street: string;
  city: string;
  postalCode: string;
  country: string;
}

export interface SeededProduct {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly brand: string;
  readonly imageUrl: string;
  readonly attributes: Record<string, string>;
  readonly price: Money;
  /** Every thirteenth product, from p-007 on, is sold out. */
  readonly available: number;
}

export type OrderStatus = 'pending' | 'paid' | 'shipped' | 'delivered' | 'cancelled';

export interface SeededOrder {
  readonly id: string;
  readonly userId: string;
  readonly partnerId: string | null;
  readonly status: OrderStatus;
  readonly items: { productId: string; quantity: number; unitPrice: Money }[];
  readonly total: Money;
  readonly hoursAgo: number;
}

export function worldOf(): World {
  const people = PEOPLE.map(([id, name, street, city, postalCode, country]) => ({
    id,
    name,
    address: { street, city, postalCode, country },
  }));
  const products = productsOf(randomFrom('catalogue'));
  const orders = Array.from({ length: ORDERS }, (_, n) => orderOf(n + 1, products, randomFrom(`order ${n}`)));
  return { people, products, orders, randomFor: randomFrom };
}

function productsOf(random: () => number): SeededProduct[] {
  const made = CATEGORIES.flatMap(({ name: category, brands, materials, kinds }) =>
    kinds.flatMap((kind) => {
      const brand = pick(random, brands);
      return VARIANTS.map((variant) => ({
        name: `${brand} ${kind.name} ${variant.name}`,
        description: `${kind.blurb} ${variant.note}`,
        category,
        brand,
        attributes: {
          colour: pick(random, COLOURS),
          material: pick(random, materials),
          weight: `${between(random, 2, 90) * 50} g`,
          warranty: variant.factor > 1 ? '4 years' : '2 years',
        },
        price: euros(Math.round((kind.price * variant.factor) / 100) * 100 - 10),
      }));
    }),
  );
  return made.map((product, n) => {
    const id = `p-${String(n + 1).padStart(3, '0')}`;
    const available = n % 13 === 6 ? 0 : between(random, 30, 400);
    return { id, ...product, available, imageUrl: `https://images.shop.example/products/${id}.webp` };
  });
}

function orderOf(n: number, products: readonly SeededProduct[], random: () => number): SeededOrder {
  const size = n === LARGEST_ORDER ? 20 : 1 + Math.floor(random() ** 3 * 19);
  const chosen = new Set<SeededProduct>();
  while (chosen.size < size) chosen.add(pick(random, products));
  const items = [...chosen].map(({ id, price }) => ({
    productId: id,
    quantity: random() < 0.75 ? 1 : between(random, 2, 3),
    unitPrice: price,
  }));
  return {
    id: `o-${String(n).padStart(4, '0')}`,
    ...customerOf(n, random),
    status: statusOf(n),
    items,
    total: euros(items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0)),
    hoursAgo: (ORDERS - n + random() * 0.8) * HOURS_BETWEEN_ORDERS + 1,
  };
}

/** alice has every twentieth order and one of the newest; acme placed every fifteenth, for others. */
function customerOf(n: number, random: () => number): Pick<SeededOrder, 'userId' | 'partnerId'> {
  const [alice, ...others] = PEOPLE.map(([id]) => id);
  if (n % 20 === 2 || n === 296) return { userId: alice as string, partnerId: null };
  return { userId: pick(random, others), partnerId: n % 15 === 0 ? 'acme' : null };
}

function statusOf(n: number): OrderStatus {
  if (n > 290) return 'pending';
  if (n > 270) return 'paid';
  if (n > 240) return 'shipped';
  return n % 11 === 0 ? 'cancelled' : 'delivered';
}
