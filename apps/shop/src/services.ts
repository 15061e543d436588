import type { Service } from './service.js';
import { cartsService } from './services/carts.js';
import { inventoryService } from './services/inventory.js';
import { notificationsService } from './services/notifications.js';
import { ordersService } from './services/orders.js';
import { paymentsService } from './services/payments.js';
import { pricingService } from './services/pricing.js';
import { productsService } from './services/products.js';
import { recommendationsService } from './services/recommendations.js';
import { reviewsService } from './services/reviews.js';
import { shippingService } from './services/shipping.js';
import { usersService } from './services/users.js';

/** In the order of their ports, from 3021 on. */
export const SERVICES: readonly Service[] = [
  usersService,
  productsService,
  inventoryService,
  pricingService,
  reviewsService,
  recommendationsService,
  cartsService,
  ordersService,
  paymentsService,
  shippingService,
  notificationsService,
];

export const SERVICE_NAMES = SERVICES.map(({ name }) => name);
