import { type ExecutionContext, Injectable } from '@nestjs/common';
import { normalizeIp, ThrottlerGuard, type ThrottlerRequest } from '@nestjs/throttler';
import { contextOf } from '@frontdesk/request-context';
import { rateLimitOf, rateLimitPolicyOf } from './rate-limit-headers.js';
import { TooManyRequests } from './too-many-requests.js';

/** What the guard reads of Fastify's request. */
interface Throttled {
  readonly raw: object;
  readonly ip: string;
}

interface Answering {
  header(name: string, value: string): unknown;
  getHeader(name: string): unknown;
}

/**
 * Lets a caller through while it keeps to its limit, counted over all routes: by principal, or by address where there is
 * none. Must run after authentication, which finds the principal, and before authorization, so that a flood of refused
 * tokens is counted too.
 */
@Injectable()
export class ThrottlingGuard extends ThrottlerGuard {
  protected override async handleRequest(request: ThrottlerRequest): Promise<boolean> {
    const { context, limit, ttl, throttler, getTracker, generateKey } = request;
    const { req, res } = this.getRequestResponse(context);
    const name = throttler.name ?? 'default';
    // A route with a limit of its own has a count of its own, as the numbers would mean nothing to each other.
    const key = `${generateKey(context, await getTracker(req, context), name)}|${limit}/${ttl}`;
    const hit = await this.storageService.increment(key, ttl, limit, ttl, name);
    const answer = res as unknown as Answering;
    append(answer, 'RateLimit-Policy', rateLimitPolicyOf({ name, limit, windowMs: ttl }));
    append(
      answer,
      'RateLimit',
      rateLimitOf({ name, remaining: limit - hit.totalHits, resetS: hit.timeToExpire }),
    );
    if (hit.isBlocked) throw new TooManyRequests(hit.timeToBlockExpire);
    return true;
  }

  /** The principal, or the address: of IPv6 the network, as each caller there has 2^64 addresses. */
  protected override async getTracker(request: Record<string, unknown>): Promise<string> {
    const { raw, ip } = request as unknown as Throttled;
    const { kind, id } = contextOf(raw).principal;
    return kind === 'anonymous' ? `address:${normalizeIp(ip, this.ipv6SubnetPrefix)}` : `${kind}:${id}`;
  }

  /** Without class and handler, which the throttler would count apart. */
  protected override generateKey(_: ExecutionContext, tracker: string, throttlerName: string): string {
    return `${throttlerName}|${tracker}`;
  }
}

/** Each limit is one item of a list. */
function append(answer: Answering, name: string, item: string): void {
  const before = answer.getHeader(name);
  answer.header(name, typeof before === 'string' ? `${before}, ${item}` : item);
}
