import type { RequestContext } from '@frontdesk/request-context';
import {
  AxiosError,
  AxiosHeaders,
  type AxiosRequestConfig,
  type AxiosResponse,
  CanceledError,
  type InternalAxiosRequestConfig,
} from 'axios';
import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { isJson, parsedJson } from '../read-json.js';
import { retryAfterMs } from '../retry-after.js';
import type { UpstreamAnswer } from '../upstream-call.js';
import { UpstreamError } from '../upstream-error.js';

declare module 'axios' {
  interface AxiosRequestConfig {
    /** The request on whose behalf this is called: its principal, deadline and trace. */
    context?: RequestContext;
    /** The operation's name in metrics, such as `GET /orders/:id`. */
    route?: string;
  }
}

export type AxiosConfig = AxiosRequestConfig<unknown>;

/** An answer in axios' shape; most callers never look at its headers, so they are wrapped when asked for. */
export class AxiosAnswer implements AxiosResponse<unknown> {
  readonly statusText: string;
  readonly config: InternalAxiosRequestConfig<unknown>;
  readonly #headers: UpstreamAnswer['headers'];
  #wrapped: AxiosHeaders | undefined;

  constructor(
    readonly status: number,
    public data: unknown,
    headers: UpstreamAnswer['headers'],
    config: AxiosConfig,
  ) {
    this.statusText = STATUS_CODES[status] ?? '';
    this.config = config as InternalAxiosRequestConfig<unknown>;
    this.#headers = headers;
  }

  get headers(): AxiosHeaders {
    return (this.#wrapped ??= cleaned(this.#headers));
  }

  set headers(headers: AxiosHeaders) {
    this.#wrapped = headers;
  }
}

/** What belongs to the upstream's own connection, or to its own browser. */
const NOT_OURS = [
  'set-cookie',
  'server',
  'connection',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

function cleaned(headers: UpstreamAnswer['headers']): AxiosHeaders {
  const wrapped = AxiosHeaders.from(headers as Record<string, string>);
  wrapped.delete(NOT_OURS);
  return wrapped;
}

/** The answer with its body read as `responseType` wants it; JSON by its content type, and strictly. */
export async function axiosAnswerOf(answer: UpstreamAnswer, config: AxiosConfig): Promise<AxiosAnswer> {
  return new AxiosAnswer(answer.status, await dataOf(answer, config), answer.headers, config);
}

/** The same for an answer that counts as a failure: its body is read at once, for nothing watches a stream of it. */
export async function refusedAnswerOf(answer: UpstreamAnswer, config: AxiosConfig): Promise<AxiosAnswer> {
  if (config.responseType !== 'stream') return axiosAnswerOf(answer, config);
  return new AxiosAnswer(answer.status, Readable.from([await answer.bytes()]), answer.headers, config);
}

async function dataOf(answer: UpstreamAnswer, { responseType }: AxiosConfig): Promise<unknown> {
  if (responseType === 'stream') return answer.body;
  const bytes = await answer.bytes();
  if (responseType === 'arraybuffer') return bytes;
  const parses = responseType !== 'text' && bytes.length > 0 && isJson(answer);
  return parses ? parsedJson(bytes, answer) : bytes.toString('utf8');
}

/** An answer that counts against the upstream, kept until `validateStatus` has had its say. */
export class RefusedAnswer extends UpstreamError {
  constructor(
    { upstream, status, headers }: UpstreamAnswer,
    readonly answer: AxiosAnswer,
  ) {
    super(upstream, 'status', { status, retryAfterMs: retryAfterMs(headers['retry-after']) });
  }
}

/** The answer where `validateStatus` takes it; else throws the `AxiosError` that axios users know. */
export function settled(answer: AxiosAnswer, cause?: Error): AxiosAnswer {
  const { status, config } = answer;
  const { validateStatus = isSuccess } = config;
  if (validateStatus === null || validateStatus(status)) return answer;
  const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  const message = `Request failed with status code ${status}`;
  throw caused(new AxiosError(message, code, config, undefined, answer), cause);
}

/** The `AxiosError` for a call that was not answered; the pipeline's own error is its `cause`. */
export function axiosErrorOf(error: Error, config: AxiosConfig): Error {
  const internal = config as InternalAxiosRequestConfig;
  if (error.name === 'CallerGone') return caused(new CanceledError(undefined, internal), error);
  if (error.name === 'DeadlineExceeded') {
    return caused(
      new AxiosError('timeout: the deadline has passed', AxiosError.ECONNABORTED, internal),
      error,
    );
  }
  if (error.name !== 'UpstreamError') return error;
  const { code } = error as UpstreamError;
  return caused(
    new AxiosError(error.message, AXIOS_CODES[code] ?? AxiosError.ERR_BAD_RESPONSE, internal),
    error,
  );
}

const AXIOS_CODES: Readonly<Partial<Record<UpstreamError['code'], string>>> = {
  'attempt-timeout': AxiosError.ECONNABORTED,
  'connect-failed': AxiosError.ERR_NETWORK,
  reset: AxiosError.ERR_NETWORK,
  'breaker-open': AxiosError.ERR_NETWORK,
  'bulkhead-full': AxiosError.ERR_NETWORK,
};

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

// Not enumerable, as axios has it: loggers walk errors.
function caused<E extends Error>(error: E, cause: Error | undefined): E {
  return Object.defineProperty(error, 'cause', {
    value: cause,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}
