import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { ThrottlerOptions } from '@nestjs/throttler';
import {
  THROTTLER_KEY_GENERATOR,
  THROTTLER_LIMIT,
  THROTTLER_SKIP,
  THROTTLER_TRACKER,
  THROTTLER_TTL,
} from '@nestjs/throttler/dist/throttler.constants.js';
import { rateLimitPolicyOf } from './rate-limit-headers.js';

/** One limit that holds for a route. */
export interface RouteLimit {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
  /** Its item of `RateLimit-Policy`. */
  readonly policy: string;
}

type Places = Parameters<Reflector['getAllAndOverride']>[1];

/**
 * The limits of each route, read from its decorators once and not for every request, which is most of what the
 * throttler's own way costs.
 */
export class LimitsOfRoute {
  readonly #known = new WeakMap<object, WeakMap<object, readonly RouteLimit[] | 'varying'>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly throttlers: readonly ThrottlerOptions[],
  ) {}

  /** Undefined where a function decides at each request. */
  of(context: ExecutionContext): readonly RouteLimit[] | undefined {
    const handler = context.getHandler();
    const controller = context.getClass();
    let ofController = this.#known.get(controller);
    if (!ofController) this.#known.set(controller, (ofController = new WeakMap()));
    let limits = ofController.get(handler);
    if (!limits) ofController.set(handler, (limits = this.#read([handler, controller])));
    return limits === 'varying' ? undefined : limits;
  }

  #read(places: Places): readonly RouteLimit[] | 'varying' {
    const found: RouteLimit[] = [];
    for (const throttler of this.throttlers) {
      const { name = 'default' } = throttler;
      const said = (what: string): unknown => this.reflector.getAllAndOverride(what + name, places);
      if (said(THROTTLER_SKIP)) continue;
      const limit = said(THROTTLER_LIMIT) ?? throttler.limit;
      const windowMs = said(THROTTLER_TTL) ?? throttler.ttl;
      const decides = [throttler.skipIf, throttler.getTracker, throttler.generateKey];
      decides.push(said(THROTTLER_TRACKER) as never, said(THROTTLER_KEY_GENERATOR) as never);
      if (typeof limit !== 'number' || typeof windowMs !== 'number' || decides.some(Boolean))
        return 'varying';
      found.push({ name, limit, windowMs, policy: rateLimitPolicyOf({ name, limit, windowMs }) });
    }
    return found;
  }
}
