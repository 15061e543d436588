// Each answer of an upstream is about 900 bytes of JSON, which is what the figures in the README were first taken with.

const AT = '2026-11-20T09:30:00.000Z';
const TEXT = 'Made to last, easy to mend, and quiet enough for a small flat on a Sunday morning.';
const euros = (amount: number) => ({ amount, currency: 'EUR' });

/** How many items the order has that D joins. */
export const ITEMS_OF_ORDER = 20;

export const user = (id: string) => ({
  id,
  name: 'Alice Adler',
  email: 'alice@shop.example',
  avatarUrl: `https://images.shop.example/avatars/${id}.webp`,
  phone: '+49 30 1234567',
  address: { street: 'Lindenstraße 12', city: 'Berlin', postalCode: '10969', country: 'DE' },
  createdAt: AT,
  updatedAt: AT,
  riskScore: 3,
});

export const product = (id: string) => ({
  id,
  name: `Kettle ${id}`,
  description: `${TEXT} ${TEXT} ${TEXT}`,
  category: 'kitchen',
  brand: 'Nordlicht',
  imageUrl: `https://images.shop.example/products/${id}.webp`,
  attributes: {
    colour: 'graphite',
    capacity: '1.7 l',
    power: '2200 W',
    weight: '1.1 kg',
    warranty: '5 years',
  },
  createdAt: AT,
  updatedAt: AT,
  supplierCost: 1_200,
});

export const price = (productId: string) => ({
  productId,
  price: euros(2_999),
  listPrice: euros(3_999),
  updatedAt: AT,
  margin: 0.4,
});

export const stock = (productId: string) => ({
  productId,
  available: 17,
  restockAt: AT,
  updatedAt: AT,
  warehouse: 'B-12',
});

export const review = (productId: string, index: number) => ({
  id: `r-${productId}-${index}`,
  productId,
  author: 'Bob B.',
  rating: 4,
  title: 'Boils fast',
  text: TEXT,
  createdAt: AT,
});

export const card = (productId: string) => ({
  productId,
  name: `Kettle ${productId}`,
  imageUrl: `https://images.shop.example/products/${productId}.webp`,
  price: euros(2_999),
  reason: 'Often bought together',
});

export const notification = (index: number) => ({
  id: `n-${index}`,
  userId: 'alice',
  message: `Your order o-000${index} has left our house`,
  kind: 'shipment',
  unread: index % 2 === 0,
  createdAt: AT,
  updatedAt: AT,
});

export const order = (id: string, items: number) => ({
  id,
  userId: 'alice',
  partnerId: null as string | null,
  status: 'shipped' as const,
  items: Array.from({ length: items }, (_, index) => ({
    productId: `p-${String(index + 1).padStart(3, '0')}`,
    quantity: 1 + (index % 3),
    unitPrice: euros(2_999),
  })),
  total: euros(2_999 * items),
  createdAt: AT,
  updatedAt: AT,
  fraudScore: 1,
});

export const payment = (orderId: string) => ({
  id: `pay-${orderId}`,
  orderId,
  status: 'charged',
  amount: euros(59_980),
  method: { kind: 'card', last4: '4242' },
  createdAt: AT,
  processorRef: 'ch_1234567890',
});

export const shipment = (orderId: string) => ({
  id: `s-${orderId}`,
  orderId,
  status: 'in-transit',
  carrier: 'Brieftaube',
  trackingNumber: 'BT-0042-7781',
  steps: (['preparing', 'handed-over', 'in-transit'] as const).map((status) => ({ status, at: AT })),
  estimatedAt: AT,
  updatedAt: AT,
});

export type User = ReturnType<typeof user>;
export type Product = ReturnType<typeof product>;
export type Price = ReturnType<typeof price>;
export type Stock = ReturnType<typeof stock>;
export type Review = ReturnType<typeof review>;
export type Card = ReturnType<typeof card>;
export type Notification = ReturnType<typeof notification>;
export type Order = ReturnType<typeof order>;
export type Payment = ReturnType<typeof payment>;
export type Shipment = ReturnType<typeof shipment>;
