export { logInUrl } from './log-in-url.js';
export type { Answer } from './routes.js';
export { type WebClient, type WebClientOptions, webClient } from './web-client.js';
export type { Cart, Money, OfferedPrice, OrderSummary, Problem, StockLevel } from './generated/web-bff.js';
