import type { components } from './generated/web-bff.js';

export { type Answer } from './answer.js';
export { logInUrl } from './log-in-url.js';
export { type WebClient, type WebClientOptions, webClient } from './web-client.js';
export type { Problem } from './generated/web-bff.js';

/** Every schema of web-bff's document that has a name. */
export type Schemas = components['schemas'];
