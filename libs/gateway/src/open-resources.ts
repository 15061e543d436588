import { AnswerCache, type CacheObserver } from '@frontdesk/caching';
import {
  type UpstreamDeclaration,
  type UpstreamHealth,
  type UpstreamObserver,
  Upstreams,
} from '@frontdesk/upstream';
import type { GatewaySettings } from './settings/gateway-settings.js';
import type { GatewayOptions } from './start-gateway.js';

/** Who is told what happens: telemetry has this form, and neither library knows the other. */
export interface Observers {
  readonly nestLogger: NonNullable<GatewayOptions['logger']>;
  readonly onRequestEnd: NonNullable<GatewayOptions['onRequestEnd']>;
  readonly management: NonNullable<GatewayOptions['management']>;
  readonly upstreamObserver: UpstreamObserver;
  readonly cacheObserver: CacheObserver;
  watchUpstreams(health: () => readonly UpstreamHealth[]): void;
}

interface Needs<Name extends string> {
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly settings: GatewaySettings;
  readonly upstreams: Readonly<Record<Name, UpstreamDeclaration>>;
  readonly telemetry: Observers;
}

/** What a gateway's views stand on, and what `startGateway` is told of it. */
export interface Resources<Name extends string> {
  readonly upstreams: Upstreams<Name>;
  readonly cache: AnswerCache;
  readonly options: Pick<
    GatewayOptions,
    'name' | 'settings' | 'logger' | 'onRequestEnd' | 'management' | 'health' | 'onClose'
  >;
}

/** Opens a gateway's upstreams and its cache, observed; throws where a setting of an upstream cannot be used. */
export async function openResources<Name extends string>(needs: Needs<Name>): Promise<Resources<Name>> {
  const { name, env, settings, telemetry } = needs;
  const upstreams = new Upstreams(needs.upstreams, { env, observer: telemetry.upstreamObserver });
  const cache = new AnswerCache({
    name,
    redisUrl: settings.redisUrl,
    observer: telemetry.cacheObserver,
  });
  const health = () => upstreams.health();
  telemetry.watchUpstreams(health);
  await cache.ready();

  const { nestLogger: logger, onRequestEnd, management } = telemetry;
  const onClose = async () => {
    await cache.close();
    await upstreams.close();
  };
  return { upstreams, cache, options: { name, settings, logger, onRequestEnd, management, health, onClose } };
}
