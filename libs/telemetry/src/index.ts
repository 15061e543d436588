export { createLogger, type LoggerOptions } from './create-logger.js';
export { createTelemetry, type Telemetry } from './create-telemetry.js';
export { nestLogger } from './nest-logger.js';
export type { RequestEnded } from './request-ended.js';
export { requestLog } from './request-log.js';
