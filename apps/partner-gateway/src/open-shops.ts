import { randomBytes } from 'node:crypto';
import type { Plan } from '@frontdesk/aggregation';
import { AnswerCache, type CacheObserver } from '@frontdesk/caching';
import type { Database } from '@frontdesk/database';
import type { GatewaySettings } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';
import type { Upstreams } from '@frontdesk/upstream';
import type { Provider } from '@nestjs/common';
import { Commands } from './commands.js';
import { NAME } from './config.js';
import { cursorKey } from './cursors/cursor-key.js';
import { Cursors } from './cursors/cursors.js';
import type { Environment, Tables } from './database/tables.js';
import { ChangesSince } from './products/changes-since.js';
import { Shop, Shops } from './shop.js';
import { serviceIn, type upstreams as declared } from './upstreams.js';
import { Views } from './views.js';

interface Parts {
  readonly upstreams: Upstreams<keyof typeof declared>;
  /** Of the live shop. */
  readonly cache: AnswerCache;
  readonly settings: GatewaySettings;
  readonly telemetry: { readonly cacheObserver: CacheObserver; readonly onPlan: (plan: Plan) => void };
  readonly database: Database;
  readonly wallClock: Clock;
}

interface OpenShops {
  /** What handlers reach the services by. */
  readonly providers: readonly Provider[];
  close(): Promise<void>;
}

/** Puts the shop and its sandbox on their services and caches: nothing of the one is within reach of the other. */
export async function openShops(parts: Parts): Promise<OpenShops> {
  const { upstreams, cache, settings, telemetry, database, wallClock } = parts;
  const { onPlan, cacheObserver: observer } = telemetry;
  const cursors = new Cursors(await cursorKey(database.tables<Tables>(), randomBytes));
  const sandboxCache = new AnswerCache({ name: `${NAME}-sandbox`, redisUrl: settings.redisUrl, observer });
  await sandboxCache.ready();

  const shopOf = (environment: Environment, own: AnswerCache): Shop => {
    const upstream = serviceIn(environment, upstreams);
    return new Shop(new Views({ upstream, cache: own, onPlan }), new Commands(upstream));
  };
  const shops = new Shops({ live: shopOf('live', cache), sandbox: shopOf('sandbox', sandboxCache) });
  return {
    providers: [
      { provide: Shops, useValue: shops },
      { provide: Cursors, useValue: cursors },
      { provide: ChangesSince, useValue: new ChangesSince(wallClock) },
    ],
    close: () => sandboxCache.close(),
  };
}
