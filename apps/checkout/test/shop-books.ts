import type { ShopService, TestShop } from '@frontdesk/testing';

/** What the shop's services themselves know of purchases: what really happened. */
export class ShopBooks {
  constructor(private readonly shop: TestShop) {}

  /** Everything that became of a checkout; nothing but this may differ before and after. */
  async of(checkoutId: string) {
    const orderId = `o-${checkoutId}`;
    const [orders, payments, shipments] = await Promise.all([
      this.#items('orders', `/orders?ids=${orderId}`),
      this.#items('payments', `/payments?orderId=${orderId}`),
      this.#items('shipping', `/shipments?orderId=${orderId}`),
    ]);
    const statuses = (items: readonly Item[]) => items.map(({ status }) => status);
    return { orders: statuses(orders), payments: statuses(payments), shipments: shipments.length };
  }

  async stockOf(productId: string): Promise<number> {
    const [stock] = await this.#items('inventory', `/inventory?ids=${productId}`);
    return Number(stock?.['available']);
  }

  async cartOf(user: string): Promise<Item[]> {
    return this.#items('carts', '/carts/me', user);
  }

  async putIntoCart(user: string, productId: string, quantity: number): Promise<void> {
    await fetch(`${this.shop.url('carts')}/carts/me/items/${productId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-user-id': user },
      body: JSON.stringify({ quantity }),
    });
  }

  async numberOfOrders(user: string): Promise<number> {
    return (await this.#items('orders', '/orders?limit=100', user)).length;
  }

  async #items(service: ShopService, path: string, user?: string): Promise<Item[]> {
    const answer = await fetch(this.shop.url(service) + path, { headers: user ? { 'x-user-id': user } : {} });
    return ((await answer.json()) as { items: Item[] }).items;
  }
}

type Item = Readonly<Record<string, unknown>>;
