export { webClient } from './web-client.js';
