import { faultIn } from './check.js';
import { badInput } from './problem.js';
import { closed, flag, integer, number, object, type Of } from './schema.js';

const MAX_LATENCY_MS = 600_000;
const DEFAULT_ERROR_STATUS = 503;

export const faultsSchema = closed(
  object(
    {},
    {
      latencyMs: integer(0, MAX_LATENCY_MS),
      errorRate: number(0, 1),
      status: integer(200, 599),
      hang: flag,
      resetMidBody: flag,
    },
  ),
);

export type Faults = Of<typeof faultsSchema>;

/** What a request runs into before it is handled, in this order. */
export interface Trouble {
  readonly latencyMs: number;
  readonly hang: boolean;
  /** The status that is answered in place of the real answer. */
  readonly status: number | undefined;
  readonly resetMidBody: boolean;
}

export const NO_TROUBLE: Trouble = { latencyMs: 0, hang: false, status: undefined, resetMidBody: false };

/** Faults as `PUT /_control/faults` takes them; anything else is a 400 that names the field. */
export function faultsFrom(body: unknown): Faults {
  if (body === undefined) throw badInput('body', 'is required');
  const fault = faultIn(faultsSchema, body, 'body');
  if (fault) throw fault;
  return body as Faults;
}

/** Rolls the dice for one request; a `status` without an `errorRate` is for every request. */
export function troubleFor(faults: Faults, random: () => number): Trouble {
  const { latencyMs = 0, hang = false, status, resetMidBody = false } = faults;
  const errorRate = faults.errorRate ?? (status === undefined ? 0 : 1);
  const fails = random() < errorRate;
  return { latencyMs, hang, status: fails ? (status ?? DEFAULT_ERROR_STATUS) : undefined, resetMidBody };
}
