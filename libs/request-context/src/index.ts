export { type Clock, systemClock } from './clock.js';
export { Deadline, DeadlineExceeded } from './deadline.js';
export { anonymous, type Principal } from './principal.js';
export {
  type AccessTokens,
  attachContext,
  CallerGone,
  contextOf,
  RequestContext,
} from './request-context.js';
export { type RandomHex, type Trace, traceFrom, traceparentOf } from './trace.js';
