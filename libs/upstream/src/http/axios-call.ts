import axios, { AxiosError, type InternalAxiosRequestConfig, type RawAxiosRequestConfig } from 'axios';
import { checkedPath, checkedQuery, type Path } from '../path.js';
import type { UpstreamCall } from '../upstream-call.js';
import {
  type AxiosAnswer,
  type AxiosConfig,
  axiosAnswerOf,
  RefusedAnswer,
  refusedAnswerOf,
} from './axios-answer.js';

const FORM = 'application/x-www-form-urlencoded';

/** What axios would send, as a call of the upstream; throws an `AxiosError` for a URL that is not a path of it. */
export async function axiosCallOf(config: AxiosConfig): Promise<UpstreamCall<AxiosAnswer>> {
  const method = (config.method ?? 'GET').toUpperCase();
  const headers = lowerCased(config.headers);
  const body = await bodyOf(config.data, headers);
  return {
    method,
    path: targetOf(config),
    route: config.route ?? `${method} *`,
    ...(body === undefined ? {} : { body }),
    headers,
    // 5xx and 429 take the way of errors whatever `validateStatus` says: retry and breaker must hear of them.
    accepts: (status) => status < 500 && status !== 429,
    read: (answer) => axiosAnswerOf(answer, config),
    refuse: async (answer) => new RefusedAnswer(answer, await refusedAnswerOf(answer, config)),
    ...(config.maxContentLength === undefined || config.maxContentLength < 0
      ? {}
      : { maxAnswerBytes: config.maxContentLength }),
  };
}

function targetOf(config: AxiosConfig): Path {
  const [target = ''] = (config.url ?? '').split('#', 1);
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const queries = [at < 0 ? '' : checkedQuery(target.slice(at + 1)), queryOf(config)].filter(Boolean);
  try {
    const checked = checkedPath(joined(config.baseURL, path));
    return (queries.length === 0 ? checked : `${checked}?${queries.join('&')}`) as Path;
  } catch (cause) {
    const message = 'the URL must be a path of the upstream';
    throw Object.assign(
      new AxiosError(message, AxiosError.ERR_INVALID_URL, config as InternalAxiosRequestConfig),
      {
        cause,
      },
    );
  }
}

function joined(baseURL: string | undefined, path: string): string {
  const relative = path.startsWith('/') ? path : `/${path}`;
  if (baseURL === undefined || baseURL === '' || baseURL === '/') return relative;
  return `${baseURL.startsWith('/') ? '' : '/'}${baseURL.replace(/\/$/, '')}${relative}`;
}

function queryOf({ params, paramsSerializer }: AxiosConfig): string {
  if (params === undefined || params === null) return '';
  const uri = axios.getUri({
    url: '',
    params: params as unknown,
    ...(paramsSerializer ? { paramsSerializer } : {}),
  });
  return checkedQuery(uri.slice(1));
}

function lowerCased(headers: RawAxiosRequestConfig['headers']): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined && value !== null && value !== false) lower[name.toLowerCase()] = String(value);
  }
  return lower;
}

async function bodyOf(data: unknown, headers: Record<string, string>): Promise<unknown> {
  if (data === undefined || data === null) return undefined;
  if (Buffer.isBuffer(data) || typeof (data as { pipe?: unknown }).pipe === 'function') return data;
  if (typeof data === 'string') {
    headers['content-type'] ??= FORM;
    return Buffer.from(data);
  }
  if (isForm(data)) {
    // The platform knows how each of these goes on the wire, and with which type.
    const form = new Response(data);
    const type = form.headers.get('content-type');
    // It names the boundary, and axios may have guessed another type before.
    if (type !== null) headers['content-type'] = type;
    return Buffer.from(await form.arrayBuffer());
  }
  if (headers['content-type']?.startsWith(FORM))
    return Buffer.from(new URLSearchParams(data as Record<string, string>).toString());
  headers['content-type'] ??= 'application/json';
  return Buffer.from(JSON.stringify(data));
}

function isForm(
  data: unknown,
): data is URLSearchParams | FormData | Blob | ArrayBuffer | NodeJS.ArrayBufferView {
  return (
    data instanceof URLSearchParams ||
    data instanceof FormData ||
    data instanceof Blob ||
    data instanceof ArrayBuffer ||
    ArrayBuffer.isView(data)
  );
}
