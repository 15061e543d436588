import { type GatewayOptions, loadSettings, openResources } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { NAME, settings as declaredSettings } from './config.js';
import { deadlinesOf } from './deadlines.js';
import { documents } from './documents.js';
import { upstreams as declaredUpstreams } from './upstreams.js';
import { Views } from './views.js';
import { WebBffModule } from './web-bff.module.js';

/** Puts this gateway together by the settings of an environment; throws one error that names what is wrong. */
export async function composeWebBff(
  env: Readonly<Record<string, string | undefined>>,
): Promise<GatewayOptions> {
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

  return {
    ...options,
    documents,
    deadlineMs: deadlinesOf({
      deadlineMs: settings.deadlineMs,
      checkout: upstreams.get('checkout').policy,
    }),
    module: WebBffModule.with({ settings, upstreams, views }),
  };
}
