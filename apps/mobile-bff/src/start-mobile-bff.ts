import { AnswerCache } from '@frontdesk/caching';
import { loadSettings, type RunningGateway, startGateway } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { Upstreams } from '@frontdesk/upstream';
import { NAME, settings as declaredSettings } from './config.js';
import { documents } from './documents.js';
import { MobileBffModule } from './mobile-bff.module.js';
import { upstreams as declaredUpstreams } from './upstreams.js';
import { Views } from './views.js';

/** Starts this gateway with the settings of an environment; throws one error that names what is wrong. */
export async function startMobileBff(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningGateway> {
  const settings = loadSettings(declaredSettings, env);
  const telemetry = createTelemetry({ name: NAME, level: settings.logLevel });
  const upstreams = new Upstreams(declaredUpstreams, { env, observer: telemetry.upstreamObserver });
  const cache = new AnswerCache({
    name: NAME,
    redisUrl: settings.redisUrl,
    observer: telemetry.cacheObserver,
  });
  const views = new Views({ upstreams, cache, onPlan: telemetry.onPlan });
  telemetry.watchUpstreams(() => upstreams.health());
  await cache.ready();

  return startGateway({
    name: NAME,
    settings,
    documents,
    module: MobileBffModule.with({ settings, upstreams, views }),
    logger: telemetry.nestLogger,
    onRequestEnd: telemetry.onRequestEnd,
    management: telemetry.management,
    health: () => upstreams.health(),
    onClose: async () => {
      await cache.close();
      await upstreams.close();
    },
  });
}
