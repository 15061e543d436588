import { HttpException } from '@nestjs/common';
import type { FieldError } from './problem-body.js';
import type { ProblemSlug } from './problem-types.js';

/** What the table looks at; whatever is thrown is read as this. */
export interface Thrown {
  readonly name?: string;
  readonly code?: string;
  readonly status?: number;
  readonly method?: string;
  readonly statusCode?: number;
  readonly message?: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
  readonly allowed?: string;
  readonly challenge?: string;
  readonly retryAfterMs?: number;
  readonly retryAfterS?: number;
  readonly reason?: string;
  readonly upgrade?: string;
  readonly storeUrl?: string;
  readonly passedThrough?: boolean;
  readonly cause?: unknown;
}

type Status = number | ((error: Thrown) => number);
type Slug = ProblemSlug | ((error: Thrown) => ProblemSlug);

/** A kind of error, and what is answered; `own` where the error's message was written for the caller. */
interface Row {
  /** `method` is what the caller asked the gateway. */
  readonly when: (error: Thrown, method: string) => boolean;
  readonly status: Status;
  readonly slug: Slug;
  readonly own?: true;
  readonly errors?: (error: Thrown) => readonly FieldError[] | undefined;
  /** Whether the error's `reason`, a name that stays the same, goes with it. */
  readonly reason?: true;
  /** Whether the error's `storeUrl`, where a newer app is to be had, goes with it. */
  readonly storeUrl?: true;
}

const SAFE_METHODS = new Set(['GET', 'HEAD']);
const REFUSALS_OF_COMMANDS = new Set([400, 409, 422]);

const code =
  (...codes: string[]) =>
  (error: Thrown) =>
    codes.includes(error.code ?? '');
const upstream = (error: Thrown) => error.name === 'UpstreamError';
const upstreamSays =
  (...statuses: number[]) =>
  (error: Thrown) =>
    upstream(error) && error.code === 'status' && statuses.includes(error.status ?? 0);
const refusedCommand = (error: Thrown, method: string) =>
  upstreamSays(...REFUSALS_OF_COMMANDS)(error) && !SAFE_METHODS.has(error.method ?? method);
/** Not 401, 407 and 429: those answer what the gateway says of itself, and are no word on what the caller wrote. */
const refusedAsItCame = (error: Thrown) =>
  upstream(error) &&
  error.passedThrough === true &&
  inRange(400, 499, error.status) &&
  !upstreamSays(401, 407, 429)(error);
const http = (error: Thrown) => error instanceof HttpException;
const fastify = (error: Thrown) => error.code?.startsWith('FST_') === true;
const statusOf = (error: Thrown) =>
  (http(error) ? (error as HttpException).getStatus() : error.statusCode) ?? 500;

/** Which error is answered how; the first row that fits decides. */
export const problemTable: readonly Row[] = [
  { when: code('CALLER_GONE'), status: 499, slug: 'caller-gone' },
  { when: code('DEADLINE_EXCEEDED'), status: 504, slug: 'deadline-exceeded' },

  {
    when: (error, method) => refusedCommand(error, method) || refusedAsItCame(error),
    status: ({ status }) => status ?? 400,
    slug: ({ status }) => slugOfStatus(status ?? 400),
  },
  { when: upstreamSays(404, 410), status: 404, slug: 'not-found' },
  { when: upstreamSays(429), status: 503, slug: 'unavailable' },
  { when: both(upstream, code('breaker-open', 'bulkhead-full')), status: 503, slug: 'unavailable' },
  { when: both(upstream, code('attempt-timeout')), status: 504, slug: 'deadline-exceeded' },
  { when: upstream, status: 502, slug: 'upstream-failed' },

  { when: code('UNAUTHENTICATED'), status: 401, slug: 'unauthenticated', own: true },
  { when: code('FORBIDDEN'), status: 403, slug: 'forbidden', own: true },
  { when: code('KEYS_UNAVAILABLE'), status: 503, slug: 'keys-unavailable' },
  {
    when: code('SESSIONS_UNAVAILABLE', 'PROVIDER_UNAVAILABLE', 'DATABASE_UNAVAILABLE'),
    status: 503,
    slug: 'unavailable',
  },
  { when: code('TOO_MANY_REQUESTS'), status: 429, slug: 'too-many-requests', own: true, reason: true },
  { when: code('QUOTA_USED_UP'), status: 429, slug: 'quota-used-up', own: true, reason: true },

  { when: code('NOT_FOUND', 'INVALID_PATH_SEGMENT'), status: 404, slug: 'not-found' },
  // Services that disagree about what exists are as good as one that answers nonsense.
  { when: code('ITEMS_NOT_FOUND'), status: 502, slug: 'upstream-failed' },
  {
    when: code('INVALID_INPUT'),
    status: 400,
    slug: 'invalid-request',
    own: true,
    errors: ({ errors }) => errors,
  },

  // What became of a command, told by the gateway that gave it.
  {
    when: code('COMMAND_REFUSED'),
    status: 422,
    slug: 'unprocessable',
    own: true,
    reason: true,
    errors: ({ errors }) => errors,
  },
  { when: code('IDEMPOTENCY_KEY_IN_USE'), status: 409, slug: 'idempotency-key-in-use', own: true },
  {
    when: code('IDEMPOTENCY_KEY_REUSED'),
    status: 422,
    slug: 'idempotency-key-reused',
    own: true,
    errors: ({ errors }) => errors,
  },
  { when: code('COMMAND_RUNNING'), status: 409, slug: 'conflict', own: true },
  { when: code('COMMAND_CONFLICT'), status: 409, slug: 'conflict', own: true, reason: true },
  { when: code('COMMAND_UNFINISHED'), status: 503, slug: 'unavailable', own: true },
  { when: code('COMMAND_LATE'), status: 504, slug: 'deadline-exceeded', own: true },

  { when: notPassed('not-found'), status: 404, slug: 'not-found' },
  { when: notPassed('method-not-allowed'), status: 405, slug: 'method-not-allowed' },
  {
    when: notPassed('undeclared-query'),
    status: 400,
    slug: 'invalid-request',
    errors: unknownField('query'),
  },
  { when: notPassed('undeclared-field'), status: 400, slug: 'invalid-request', errors: unknownField('body') },
  { when: notPassed('bad-body'), status: 400, slug: 'malformed-request' },
  { when: notPassed('unsupported-media-type'), status: 415, slug: 'unsupported-media-type' },
  { when: notPassed('body-too-large'), status: 413, slug: 'body-too-large' },
  { when: notPassed('upgrade'), status: 400, slug: 'request-refused' },

  { when: code('METHOD_REFUSED'), status: 405, slug: 'method-not-allowed', own: true },
  {
    when: code('BAD_HOST', 'BAD_TARGET', 'BAD_HEADERS', 'BAD_BODY'),
    status: 400,
    slug: 'malformed-request',
    own: true,
  },
  // What an owner of a gateway asked of it.
  { when: code('UNKNOWN_RECORD'), status: 404, slug: 'not-found', own: true },
  { when: code('ACT_CONFLICT'), status: 409, slug: 'conflict', own: true },
  { when: code('CURSOR_EXPIRED'), status: 410, slug: 'cursor-expired', own: true },
  { when: code('VERSION_RETIRED'), status: 410, slug: 'gone', own: true },
  { when: code('APP_TOO_OLD'), status: 426, slug: 'upgrade-required', own: true, storeUrl: true },
  { when: code('TARGET_TOO_LONG'), status: 414, slug: 'target-too-long', own: true },
  { when: code('TOO_MANY_HEADERS'), status: 431, slug: 'headers-too-large', own: true },
  { when: code('BODY_TOO_LARGE'), status: 413, slug: 'body-too-large', own: true },
  { when: code('UNSUPPORTED_BODY'), status: 415, slug: 'unsupported-media-type', own: true },

  { when: code('ERR_INVALID_CHAR', 'ERR_HTTP_INVALID_HEADER_VALUE'), status: 400, slug: 'malformed-request' },
  { when: code('FST_ERR_BAD_URL'), status: 400, slug: 'malformed-request' },
  { when: both(fastify, below(500)), status: statusOf, slug: (error) => slugOfStatus(statusOf(error)) },
  {
    when: both(http, below(500)),
    status: statusOf,
    slug: (error) => slugOfStatus(statusOf(error)),
    own: true,
  },
  { when: both(http, is(503)), status: 503, slug: 'unavailable' },
];

function notPassed(reason: string): Row['when'] {
  return ({ name, code }) => name === 'PassThroughRefused' && code === reason;
}

function unknownField(place: FieldError['in']): Row['errors'] {
  return ({ field = '' }) => [{ in: place, field, detail: 'is not known here' }];
}

function both(first: Row['when'], second: Row['when']): Row['when'] {
  return (error, method) => first(error, method) && second(error, method);
}

function inRange(from: number, to: number, status = 0): boolean {
  return status >= from && status <= to;
}

function below(status: number): Row['when'] {
  return (error) => statusOf(error) < status;
}

function is(status: number): Row['when'] {
  return (error) => statusOf(error) === status;
}

/** What a status means where nothing more is known. */
export const SLUGS: Readonly<Record<number, ProblemSlug>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  409: 'conflict',
  410: 'gone',
  412: 'precondition-failed',
  413: 'body-too-large',
  414: 'target-too-long',
  415: 'unsupported-media-type',
  422: 'unprocessable',
  426: 'upgrade-required',
  428: 'precondition-required',
  429: 'too-many-requests',
  431: 'headers-too-large',
};

function slugOfStatus(status: number): ProblemSlug {
  return SLUGS[status] ?? 'request-refused';
}
