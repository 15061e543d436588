import type { Clock } from '@frontdesk/request-context';
import type { CallersLimits } from './callers-limits.js';

/** What a gateway tells the guard of its callers. */
export class CallersRules {
  constructor(
    /** The limits of a request's caller, given the server's request object; none: those of the route hold. */
    readonly limitsOf: (request: object) => CallersLimits | undefined,
    /** By which a refusal says until when it holds: milliseconds since 1970. */
    readonly wallClock: Clock,
  ) {}
}
