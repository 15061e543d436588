import type { UpstreamObserver } from '@frontdesk/upstream';
import type { Logger } from 'pino';

/** Logs what an operator would want to know of an upstream: its breaker, its instances, and drift of its answers. */
export function upstreamLog(logger: Logger): UpstreamObserver {
  return {
    breakerChanged({ upstream, state }) {
      logger.warn({ upstream, state }, 'breaker changed');
    },
    ejected({ upstream, instance, forMs }) {
      logger.warn({ upstream, instance, forMs }, 'instance set aside');
    },
    returned({ upstream, instance }) {
      logger.info({ upstream, instance }, 'instance came back');
    },
    drifted({ upstream, route, problem }) {
      logger.warn({ upstream, route, problem }, 'answer drifted from its schema');
    },
  };
}

/** One observer that tells several. */
export function tellAll(...observers: readonly UpstreamObserver[]): UpstreamObserver {
  return {
    attempted: (event) => observers.forEach((observer) => observer.attempted?.(event)),
    called: (event) => observers.forEach((observer) => observer.called?.(event)),
    breakerChanged: (event) => observers.forEach((observer) => observer.breakerChanged?.(event)),
    ejected: (event) => observers.forEach((observer) => observer.ejected?.(event)),
    returned: (event) => observers.forEach((observer) => observer.returned?.(event)),
    drifted: (event) => observers.forEach((observer) => observer.drifted?.(event)),
  };
}
