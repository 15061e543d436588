export { Context } from './context.decorator.js';
export { type RequestEnd } from './edge/exchange.js';
export { type ManagementAnswer } from './management/create-management.js';
export { InvalidInput } from './problems/invalid-input.js';
export { runGateway } from './run-gateway.js';
export { type GatewaySettings, gatewaySettings } from './settings/gateway-settings.js';
export { InvalidSettings, loadSettings, type Settings } from './settings/load-settings.js';
export { type GatewayOptions, type RunningGateway, startGateway } from './start-gateway.js';
