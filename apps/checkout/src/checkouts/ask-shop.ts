import { randomBytes } from 'node:crypto';
import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import {
  readJson,
  type Upstream,
  type UpstreamAnswer,
  UpstreamError,
  type Upstreams,
} from '@frontdesk/upstream';
import { z } from 'zod';
import { type Asked, Refused } from '../steps/step.js';
import type { UpstreamName } from '../upstreams.js';
import type { Checkout, Reason } from './checkout.js';

/** For whom a service is asked. */
export interface Asker {
  readonly checkout: Pick<Checkout, 'id' | 'principal'>;
  /** Ends the key of every command that is asked for. */
  readonly step: string;
  readonly signal: AbortSignal;
}

/** 4xx that are about now, or about this process, and not about the purchase. */
const MAY_PASS = new Set([401, 408, 425, 429]);

/** Asks a service of the shop in the name of a purchase; throws `Refused` where it says no for good. */
export async function askShop<A>(
  upstreams: Upstreams<UpstreamName>,
  name: UpstreamName,
  { answer: schema, part, refusals = {}, field, ...call }: Asked<A>,
  { checkout, step, signal }: Asker,
): Promise<A> {
  const upstream = upstreams.get(name);
  const trace = traceFrom(undefined, randomHex);
  const context = new RequestContext(checkout.id, trace, Deadline.in(upstream.policy.deadlineMs), signal);
  context.authenticated(checkout.principal);
  const idempotencyKey = ['checkout', checkout.id, step, ...(part ? [encodeURIComponent(part)] : [])].join(
    '-',
  );
  try {
    return await upstream.call(
      {
        ...call,
        ...(call.method === 'GET' ? {} : { idempotencyKey }),
        accepts: (status) => (status >= 200 && status < 300) || refusals[status] !== undefined,
        read: async (answer) => {
          const { status } = answer;
          const reason = refusals[status];
          if (reason) throw new Refused(reason, blamed(field, await fieldIn(answer)), status);
          return checked(schema, await readJson(answer), upstream, call.route);
        },
      },
      context,
    );
  } catch (error) {
    const { name: kind, code, status = 0 } = error as UpstreamError;
    const isRefusal = kind === 'UpstreamError' && code === 'status' && status >= 400 && status < 500;
    if (!isRefusal || MAY_PASS.has(status)) throw error;
    throw new Refused(REASONS[name], blamed(field, undefined), status);
  }
}

/** Why a purchase is refused where a service says no in a way that its step does not know. */
const REASONS: Readonly<Record<UpstreamName, Reason>> = {
  carts: 'cart-empty',
  pricing: 'product-unknown',
  inventory: 'out-of-stock',
  payments: 'payment-declined',
  orders: 'order-refused',
  shipping: 'shipping-refused',
};

const Problem = z.object({ field: z.string() });

/** The field that a service names in a refusal; undefined where it names none, or says nothing that can be read. */
async function fieldIn(answer: UpstreamAnswer): Promise<string | undefined> {
  try {
    return Problem.safeParse(await readJson(answer)).data?.field;
  } catch (error) {
    if (error instanceof UpstreamError && error.code !== 'reset') return undefined;
    throw error;
  }
}

function blamed(field: Asked<unknown>['field'], named: string | undefined): string | undefined {
  if (typeof field !== 'function') return field;
  return named === undefined ? undefined : field(named);
}

/** Whether it is certain that nothing was asked of the service. */
export function wasNeverSent(error: unknown): boolean {
  const { name, code } = error as UpstreamError;
  // A command is sent again only where nothing of it was sent before, so that the last attempt speaks for all.
  return name === 'UpstreamError' && (NEVER_SENT as readonly string[]).includes(code);
}

const NEVER_SENT = ['connect-failed', 'breaker-open', 'bulkhead-full'] as const;

function checked<A>(schema: Asked<A>['answer'], answer: unknown, upstream: Upstream, route: string): A {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  upstream.drifted(
    route,
    result.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; '),
  );
  return answer as A;
}

const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex');
