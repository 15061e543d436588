import type { Clock } from '@frontdesk/request-context';
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { checkHeaders } from './check-headers.js';
import { checkMethod } from './check-method.js';
import { checkTarget } from './check-target.js';
import type { RequestEnd } from './exchange.js';
import { openExchange } from './open-exchange.js';

/** What the edge needs to know of its gateway. */
export interface Edge {
  readonly clock: Clock;
  /** How long this caller is let wait. */
  deadlineMs(request: FastifyRequest): number;
  onRequestEnd(end: RequestEnd): void;
  /** Takes out of a text what a caller may have put there and nobody is to be told again. */
  conceal(text: string): string;
}

type Step = (request: FastifyRequest, reply: FastifyReply, edge: Edge) => void;

/** What every request goes through before anything else sees it. */
const steps: readonly Step[] = [
  openExchange, // first, so that refusals too carry a request id and are logged
  checkMethod,
  checkHeaders,
  checkTarget, // compares with the host, which `checkHeaders` found to be one
];

/** The steps as one hook: a refusal goes to the problem filter like any other error. */
export function edgeHook(edge: Edge) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    try {
      for (const step of steps) step(request, reply, edge);
    } catch (refusal) {
      return done(refusal as Error);
    }
    done();
  };
}
