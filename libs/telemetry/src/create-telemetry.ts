import { type Plan, RecentPlans, slowView } from '@frontdesk/aggregation';
import type { CacheObserver } from '@frontdesk/caching';
import type { UpstreamHealth, UpstreamObserver } from '@frontdesk/upstream';
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { cacheMetrics } from './cache-metrics.js';
import { createLogger, type LoggerOptions } from './create-logger.js';
import { httpMetrics } from './http-metrics.js';
import { nestLogger } from './nest-logger.js';
import { tellAll, upstreamLog } from './observe-upstreams.js';
import type { RequestEnded } from './request-ended.js';
import { requestLog } from './request-log.js';
import { upstreamGauges, upstreamMetrics } from './upstream-metrics.js';
import { viewMetrics } from './view-metrics.js';

export interface Telemetry {
  readonly logger: Logger;
  /** For Nest's own lines. */
  readonly nestLogger: LoggerService;
  /** To be told of every request that has ended. */
  readonly onRequestEnd: ReadonlyArray<(end: RequestEnded) => void>;
  readonly upstreamObserver: UpstreamObserver;
  readonly cacheObserver: CacheObserver;
  /** To be told of every run of a view. */
  readonly onPlan: (plan: Plan) => void;
  /** Routes for the management port: `/metrics` and `/plans`. */
  readonly management: Readonly<Record<string, () => Promise<{ contentType: string; body: string }>>>;
  /** Shows the state of these upstreams among the metrics. */
  watchUpstreams(health: () => readonly UpstreamHealth[]): void;
  /** Makes a counter of the gateway's own, by labels whose values no caller can make up; called once for a name. */
  counter<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ): (labels: Readonly<Record<Label, string>>) => void;
}

/** Logs and metrics of one gateway, as plain functions that its parts are told to call. */
export function createTelemetry(options: LoggerOptions): Telemetry {
  const logger = createLogger(options);
  const { conceal = (text: string) => text } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const plans = new RecentPlans();
  const countPlan = viewMetrics(registry);

  return {
    logger,
    nestLogger: nestLogger(logger),
    onRequestEnd: [requestLog(logger), httpMetrics(registry)],
    upstreamObserver: tellAll(upstreamMetrics(registry), upstreamLog(logger)),
    cacheObserver: {
      ...cacheMetrics(registry),
      redisLost: () => logger.warn('Redis is lost; the caches go on in memory'),
      redisBack: () => logger.info('Redis is back'),
    },
    onPlan(plan) {
      countPlan(plan);
      plans.add(plan);
      const slow = slowView(plan);
      if (slow) logger.warn({ plan: slow }, 'slow view');
    },
    management: {
      '/metrics': async () => ({
        contentType: registry.contentType,
        body: conceal(await registry.metrics()),
      }),
      '/plans': () =>
        Promise.resolve({ contentType: 'application/json', body: conceal(JSON.stringify(plans)) }),
    },
    watchUpstreams: (health) => upstreamGauges(registry, health),
    counter(name, help, labelNames) {
      const counter = new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
      return (labels) => counter.inc(labels as Record<string, string>);
    },
  };
}
