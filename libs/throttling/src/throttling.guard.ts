import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { normalizeIp, ThrottlerGuard, type ThrottlerRequest } from '@nestjs/throttler';
import { contextOf } from '@frontdesk/request-context';
import type { CallersLimits } from './callers-limits.js';
import { CallersRules } from './callers-rules.js';
import { countOwnLimits } from './count-own-limits.js';
import { LimitsOfRoute, type RouteLimit } from './limits-of-route.js';
import type { LimitsStorage } from './limits-storage.js';
import { rateLimitOf, rateLimitPolicyOf } from './rate-limit-headers.js';
import { TooManyRequests } from './too-many-requests.js';

/** What the guard reads of Fastify's request. */
interface Throttled {
  readonly raw: object;
  readonly ip: string;
}

/** What it does to Fastify's reply. */
interface Answering {
  header(name: string, value: string): unknown;
  getHeader(name: string): unknown;
}

/**
 * Lets a caller through while it keeps to its limits, counted over all routes: those of its own where it has some, else by
 * principal, or by address where there is none. Must run after authentication, which finds the principal, and before
 * authorization, so that a flood of refused tokens is counted too.
 */
@Injectable()
export class ThrottlingGuard extends ThrottlerGuard {
  #limits: LimitsOfRoute | undefined;
  @Inject(CallersRules)
  private readonly callers!: CallersRules;

  override async onModuleInit(): Promise<void> {
    await super.onModuleInit();
    const { options } = this;
    const decides = !Array.isArray(options) && (options.skipIf ?? options.getTracker ?? options.generateKey);
    if (!decides) this.#limits = new LimitsOfRoute(this.reflector, this.throttlers);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const limits = this.#limits?.of(context);
    const { req, res } = this.getRequestResponse(context);
    const own = limits?.length === 0 ? undefined : this.callers.limitsOf((req as unknown as Throttled).raw);
    if (own) return this.#countOwn(own, res as unknown as Answering);
    if (!limits) return super.canActivate(context);
    for (const limit of limits) {
      const key = this.generateKey(context, this.#trackerOf(req as unknown as Throttled), limit.name);
      await this.#count(limit, key, res as unknown as Answering);
    }
    return true;
  }

  async #countOwn(own: CallersLimits, answer: Answering): Promise<boolean> {
    const storage = this.storageService as LimitsStorage;
    const { state, refusal } = await countOwnLimits(own, storage, this.callers);
    answer.header('ratelimit-policy', own.limits.policy);
    answer.header('ratelimit', state);
    if (refusal) throw refusal;
    return true;
  }

  /** The throttler's own way to it, for routes where a function decides. */
  protected override async handleRequest(request: ThrottlerRequest): Promise<boolean> {
    const { context, limit, ttl: windowMs, throttler, getTracker, generateKey } = request;
    const { req, res } = this.getRequestResponse(context);
    const name = throttler.name ?? 'default';
    const key = generateKey(context, await getTracker(req, context), name);
    const policy = rateLimitPolicyOf({ name, limit, windowMs });
    await this.#count({ name, limit, windowMs, policy }, key, res as unknown as Answering);
    return true;
  }

  protected override async getTracker(request: Record<string, unknown>): Promise<string> {
    return this.#trackerOf(request as unknown as Throttled);
  }

  /** Without class and handler, which the throttler would count apart. */
  protected override generateKey(_: ExecutionContext, tracker: string, throttlerName: string): string {
    return `${throttlerName}|${tracker}`;
  }

  /** The principal, or the address: of IPv6 the network, as each caller there has 2^64 addresses. */
  #trackerOf({ raw, ip }: Throttled): string {
    const { kind, id } = contextOf(raw).principal;
    if (kind !== 'anonymous') return `${kind}:${id}`;
    return `address:${normalizeIp(withoutPort(ip), this.ipv6SubnetPrefix)}`;
  }

  async #count({ name, limit, windowMs, policy }: RouteLimit, key: string, answer: Answering): Promise<void> {
    // A route with a limit of its own has a count of its own, as the numbers would mean nothing to each other.
    const hit = await this.storageService.increment(
      `${key}|${limit}/${windowMs}`,
      windowMs,
      limit,
      windowMs,
      name,
    );
    append(answer, 'ratelimit-policy', policy);
    append(
      answer,
      'ratelimit',
      rateLimitOf({ name, remaining: limit - hit.totalHits, resetS: hit.timeToExpire }),
    );
    if (hit.isBlocked) throw new TooManyRequests(name, hit.timeToBlockExpire, this.callers.wallClock.now());
  }
}

/** Some proxies forward an address with its port, and each connection has another one. */
function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:([\d.]+)|\[([^\]]*)\])(?::\d+)?$/.exec(address) ?? [];
  return v4 ?? v6 ?? address;
}

/** Each limit is one item of a list. */
function append(answer: Answering, name: string, item: string): void {
  const before = answer.getHeader(name);
  answer.header(name, typeof before === 'string' ? `${before}, ${item}` : item);
}
