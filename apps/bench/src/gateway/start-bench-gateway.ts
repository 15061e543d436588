import {
  gatewaySettings,
  loadSettings,
  openResources,
  type RunningGateway,
  startGateway,
} from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
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
  const needs = { name: NAME, env, settings, upstreams: declared, telemetry };
  const { upstreams, cache, options } = await openResources(needs);
  const views = new Views({ upstreams, cache, onPlan: telemetry.onPlan });

  return startGateway({
    ...options,
    documents: { title: NAME, version: '1.0.0', description: 'Screens that are there to be measured.' },
    module: BenchModule.with({ settings, upstreams, views }),
  });
}
