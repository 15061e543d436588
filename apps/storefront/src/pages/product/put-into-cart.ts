import type { Cart, Problem } from '@frontdesk/web-client';
import { api } from '../../api.js';

const MOST_OF_ONE = 99;

/**
 * Adds so many of a product to what of it lies in the cart already, which is asked for first: the cart's one command
 * says how many there shall be, so that a repeated call adds nothing twice.
 */
export async function putIntoCart(
  productId: string,
  more: number,
): Promise<{ data?: Cart; error?: Problem }> {
  const cart = await api.GET('/api/cart');
  if (!cart.data) return { error: cart.error };
  const there = cart.data.items.find((item) => item.productId === productId)?.quantity ?? 0;
  const put = await api.PUT('/api/cart/items/{productId}', {
    params: { path: { productId } },
    body: { quantity: Math.min(there + more, MOST_OF_ONE) },
  });
  return put.data ? { data: put.data } : { error: put.error };
}
