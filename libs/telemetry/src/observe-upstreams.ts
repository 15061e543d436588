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

/** One observer that tells several; what only one of them wants to hear goes straight to it. */
export function tellAll(...observers: readonly UpstreamObserver[]): UpstreamObserver {
  const told = <Event>(listeners: readonly (((event: Event) => void) | undefined)[]) => {
    const [first, ...others] = listeners.filter((listener) => listener !== undefined);
    if (!first || others.length === 0) return first ?? (() => undefined);
    return (event: Event) => [first, ...others].forEach((listener) => listener(event));
  };
  return {
    attempted: told(observers.map(({ attempted }) => attempted)),
    called: told(observers.map(({ called }) => called)),
    breakerChanged: told(observers.map(({ breakerChanged }) => breakerChanged)),
    ejected: told(observers.map(({ ejected }) => ejected)),
    returned: told(observers.map(({ returned }) => returned)),
    drifted: told(observers.map(({ drifted }) => drifted)),
  };
}
