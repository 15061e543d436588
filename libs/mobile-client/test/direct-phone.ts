import type { ShopService, TestShop } from '@frontdesk/testing';
import type { Answer } from '../src/index.js';
import type { ShapedLink } from './shaped-link.js';

export type Shown = Omit<Answer<'/v2/orders/{id}'>, 'meta'>;

interface Items<T> {
  readonly items: readonly T[];
}
interface Payment {
  readonly status: string;
  readonly method: { readonly last4: string };
}
interface Product {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string;
}
type Order = Omit<Shown, 'customer' | 'payment' | 'shipment'>;
interface Parts {
  readonly order: Order;
  readonly payments: Items<Payment>;
  readonly shipments: Items<NonNullable<Shown['shipment']>>;
  readonly user: { readonly name: string };
  readonly products: Items<Product>;
}

const SERVICES = ['orders', 'payments', 'shipping', 'users', 'products'] as const;

/** A phone that makes the order screen out of what the services say, as well as can be. */
export class DirectPhone {
  /** The calls that it made. */
  calls = 0;

  private constructor(
    private readonly urls: ReadonlyMap<ShopService, string>,
    private readonly userId: string,
  ) {}

  static async on(link: ShapedLink, shop: TestShop, userId: string): Promise<DirectPhone> {
    const reached = SERVICES.map(async (name) => [name, await link.to(shop.url(name))] as const);
    return new DirectPhone(new Map(await Promise.all(reached)), userId);
  }

  /** It knows the order's id and whose it is, so that only the products wait for the order; and asks for all of them at once. */
  async inParallel(id: string): Promise<Shown> {
    const [order, payments, shipments, user] = await Promise.all([
      this.#order(id),
      this.#payments(id),
      this.#shipments(id),
      this.#user(),
    ]);
    return shownOf({ order, payments, shipments, user, products: await this.#products(order) });
  }

  async oneAfterAnother(id: string): Promise<Shown> {
    const order = await this.#order(id);
    const payments = await this.#payments(id);
    const shipments = await this.#shipments(id);
    const user = await this.#user();
    return shownOf({ order, payments, shipments, user, products: await this.#products(order) });
  }

  #order = (id: string) => this.#ask<Order>('orders', `/orders/${id}`);
  #payments = (id: string) => this.#ask<Parts['payments']>('payments', `/payments?orderId=${id}`);
  #shipments = (id: string) => this.#ask<Parts['shipments']>('shipping', `/shipments?orderId=${id}`);
  #user = () => this.#ask<Parts['user']>('users', '/users/me');
  #products = ({ items }: Order) => {
    const ids = new Set(items.map(({ productId }) => productId));
    return this.#ask<Parts['products']>('products', `/products?ids=${[...ids].join(',')}`);
  };

  async #ask<T>(service: ShopService, path: string): Promise<T> {
    this.calls += 1;
    const answer = await fetch(`${this.urls.get(service)}${path}`, { headers: { 'x-user-id': this.userId } });
    return (await answer.json()) as T;
  }
}

function shownOf({ order, payments, shipments, user, products }: Parts): Shown {
  const [payment] = payments.items;
  const [shipment] = shipments.items;
  const sold = new Map(products.items.map((product) => [product.id, product]));
  return {
    id: order.id,
    status: order.status,
    total: order.total,
    createdAt: order.createdAt,
    customer: user.name,
    payment: payment ? { status: payment.status, last4: payment.method.last4 } : null,
    shipment: shipment
      ? {
          status: shipment.status,
          carrier: shipment.carrier,
          trackingNumber: shipment.trackingNumber,
          estimatedAt: shipment.estimatedAt,
        }
      : null,
    items: order.items.map(({ productId, quantity, unitPrice }) => ({
      productId,
      name: sold.get(productId)?.name ?? null,
      imageUrl: sold.get(productId)?.imageUrl ?? null,
      quantity,
      unitPrice,
    })),
  };
}
