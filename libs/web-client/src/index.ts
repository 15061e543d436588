export { type Answer } from './answer.js';
export { logInUrl } from './log-in-url.js';
export { type WebClient, type WebClientOptions, webClient } from './web-client.js';
export type { components, Problem } from './generated/web-bff.js';
