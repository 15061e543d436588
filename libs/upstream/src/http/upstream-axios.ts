import axios, { type AxiosInstance, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { Upstream } from '../upstream.js';
import { type AxiosAnswer, type AxiosConfig, axiosErrorOf, RefusedAnswer, settled } from './axios-answer.js';
import { axiosCallOf } from './axios-call.js';
import { contextOf } from './axios-context.js';

type Send = (config: AxiosConfig) => Promise<AxiosResponse>;

/** Settings of a request or of the instance that only axios itself knows how to honour. */
const NEEDS_AXIOS = [
  'transformRequest',
  'transformResponse',
  'adapter',
  'auth',
  'cancelToken',
  'formSerializer',
] as const;

/**
 * An axios instance whose requests take the upstream's pipeline: straight, unless interceptors or settings are at
 * work that only axios can apply; then through axios, with the pipeline as its adapter.
 */
export function upstreamAxios(upstream: Upstream): AxiosInstance {
  const send: Send = (config) => sent(upstream, config);
  const instance = axios.create();
  const lean = { adapter: (config: InternalAxiosRequestConfig) => send(config), allowAbsoluteUrls: false };
  // Its defaults cost more than the call (header classes, parsing), and the pipeline does their work. How a body is
  // made stays axios' own; only what goes through axios pays for it.
  const { transformRequest } = instance.defaults;
  for (const name of Object.keys(instance.defaults))
    delete (instance.defaults as Record<string, unknown>)[name];
  Object.assign(instance.defaults, { ...lean, headers: { common: {} }, transformRequest });
  return sendingStraight(instance, send);
}

function sendingStraight(instance: AxiosInstance, send: Send): AxiosInstance {
  const through = instance.request.bind(instance);
  const untouched = Object.keys(instance.defaults).length;
  const request = (config: AxiosConfig): Promise<AxiosResponse> =>
    isPlain(instance, untouched) && !NEEDS_AXIOS.some((name) => config[name] !== undefined)
      ? send(config)
      : through(config);
  const bodiless = (method: string) => (url: string, config?: AxiosConfig) =>
    request({ ...config, method, url });
  const withBody = (method: string) => (url: string, data?: unknown, config?: AxiosConfig) =>
    request({ ...config, method, url, data });
  return Object.assign(instance, {
    request,
    get: bodiless('GET'),
    delete: bodiless('DELETE'),
    head: bodiless('HEAD'),
    options: bodiless('OPTIONS'),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    query: withBody('QUERY'),
  }) as AxiosInstance;
}

function isPlain({ interceptors, defaults }: AxiosInstance, untouched: number): boolean {
  return (
    isEmpty(interceptors.request) &&
    isEmpty(interceptors.response) &&
    Object.keys(defaults).length === untouched &&
    Object.keys(defaults.headers).length === 1 &&
    Object.keys(defaults.headers.common).length === 0
  );
}

// axios keeps an ejected one as null.
function isEmpty(interceptors: object): boolean {
  const { handlers } = interceptors as { handlers?: readonly unknown[] };
  return handlers?.every((handler) => handler === null) ?? false;
}

async function sent(upstream: Upstream, config: AxiosConfig): Promise<AxiosAnswer> {
  const call = await axiosCallOf(config);
  let answer: AxiosAnswer;
  try {
    answer = await upstream.call(call, contextOf(config, upstream.policy.deadlineMs));
  } catch (error) {
    if (error instanceof RefusedAnswer) return settled(error.answer, error);
    throw axiosErrorOf(error as Error, config);
  }
  return settled(answer);
}
