import { HttpService } from '@nestjs/axios';
import type { FactoryProvider } from '@nestjs/common';
import type { AxiosPromise, AxiosResponse } from 'axios';
import { Observable } from 'rxjs';
import { upstreamAxios } from './http/upstream-axios.js';
import { left } from './http/axios-context.js';
import type { AxiosConfig } from './http/axios-answer.js';
import type { Upstream } from './upstream.js';
import { Upstreams } from './upstreams.js';

const tokens = new Map<string, symbol>();

/** An upstream as the `HttpService` that Nest code knows: every request of it takes the whole pipeline. */
export class UpstreamHttpService extends HttpService {
  constructor(upstream: Upstream) {
    super(upstreamAxios(upstream));
  }

  /** What to `@Inject` for the `HttpService` of an upstream. */
  static of(upstream: string): symbol {
    const token = tokens.get(upstream) ?? Symbol(`HttpService of ${upstream}`);
    tokens.set(upstream, token);
    return token;
  }

  /** The provider of that `HttpService`; it needs `Upstreams` among the providers. */
  static provider(upstream: string): FactoryProvider<HttpService> {
    return {
      provide: UpstreamHttpService.of(upstream),
      useFactory: (upstreams: Upstreams) => new UpstreamHttpService(upstreams.get(upstream)),
      inject: [Upstreams],
    };
  }

  // The inherited one makes a cancel token for each request, which costs more than the request's own way through axios.
  protected override makeObservable<T>(
    axios: (...args: never[]) => AxiosPromise<T>,
    ...args: unknown[]
  ): Observable<AxiosResponse<T>> {
    return new Observable((subscriber) => {
      const given = args.at(-1) as AxiosConfig | undefined;
      const leaving = new AbortController();
      const signal = given?.signal
        ? AbortSignal.any([leaving.signal, given.signal as AbortSignal])
        : leaving.signal;
      let underWay = true;
      axios(...([...args.slice(0, -1), { ...given, signal }] as never[])).then(
        (answer) => {
          // Whoever was given a stream closes it himself.
          underWay = false;
          subscriber.next(answer);
          subscriber.complete();
        },
        (error: unknown) => {
          underWay = false;
          subscriber.error(error);
        },
      );
      return () => {
        if (underWay) leaving.abort(left());
      };
    });
  }
}
