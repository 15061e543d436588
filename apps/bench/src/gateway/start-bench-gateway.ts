import { AnswerCache } from '@frontdesk/caching';
import { gatewaySettings, loadSettings, type RunningGateway, startGateway } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { Upstreams } from '@frontdesk/upstream';
import { BenchModule } from './bench.module.js';
import { upstreams as declared } from './upstreams.js';
import { Views } from './views.js';

const NAME = 'bench';

/** Starts a gateway as the real ones start: with everything on. */
export async function startBenchGateway(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningGateway> {
  const defaults = { port: 0, managementPort: 0, audience: 'urn:frontdesk:bench' };
  const settings = loadSettings(gatewaySettings(defaults), env);
  const telemetry = createTelemetry({ name: NAME, level: settings.logLevel });
  const upstreams = new Upstreams(declared, { env, observer: telemetry.upstreamObserver });
  const cache = new AnswerCache({ name: NAME, observer: telemetry.cacheObserver });
  const views = new Views({ upstreams, cache, onPlan: telemetry.onPlan });
  telemetry.watchUpstreams(() => upstreams.health());

  return startGateway({
    name: NAME,
    settings,
    documents: { title: NAME, version: '1.0.0', description: 'Screens that are there to be measured.' },
    module: BenchModule.with({ settings, upstreams, views }),
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
