import { loadSettings, openResources, type RunningGateway, startGateway } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { NAME, settings as declaredSettings } from './config.js';
import { documents } from './documents.js';
import { upstreams as declaredUpstreams } from './upstreams.js';
import { Views } from './views.js';
import { PartnerGatewayModule } from './partner-gateway.module.js';

/** Starts this gateway with the settings of an environment; throws one error that names what is wrong. */
export async function startPartnerGateway(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningGateway> {
  const settings = loadSettings(declaredSettings, env);
  const telemetry = createTelemetry({ name: NAME, level: settings.logLevel });
  const { upstreams, cache, options } = await openResources({
    name: NAME,
    env,
    settings,
    upstreams: declaredUpstreams,
    telemetry,
  });
  const views = new Views({ upstreams, cache, onPlan: telemetry.onPlan });

  return startGateway({
    ...options,
    documents,
    meta: views.meta,
    module: PartnerGatewayModule.with({ settings, upstreams, views }),
  });
}
