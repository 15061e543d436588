export { followOrder, type OrderFollower } from './follow-order.js';
export { logInUrl } from './log-in-url.js';
export type { Answer } from './routes.js';
export { type WebClient, type WebClientOptions, webClient } from './web-client.js';
export type {
  BffUser,
  Cart,
  Money,
  OfferedPrice,
  OrderProgress,
  OrderSummary,
  Problem,
  StockLevel,
} from './generated/web-bff.js';
