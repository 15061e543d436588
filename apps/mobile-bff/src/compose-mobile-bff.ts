import { type GatewayOptions, loadSettings, openResources } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { retiring } from './api-versions.js';
import { appPolicy } from './app-versions/app-policy.js';
import { countApps } from './app-versions/count-apps.js';
import { varyByApp } from './app-versions/vary-by-app.js';
import { NAME, settings as declaredSettings } from './config.js';
import { deadlinesOf } from './deadlines.js';
import { documents } from './documents.js';
import { upstreams as declaredUpstreams } from './upstreams.js';
import { Views } from './views.js';
import { MobileBffModule } from './mobile-bff.module.js';

/** Puts this gateway together by the settings of an environment; throws one error that names what is wrong. */
export async function composeMobileBff(
  env: Readonly<Record<string, string | undefined>>,
  { wallClock = { now: Date.now } }: Pick<GatewayOptions, 'wallClock'> = {},
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
    retiring,
    // No browser sends a bearer token by itself, so that nobody can have an app ask for what they want to guess.
    coded: 'all',
    deadlineMs: deadlinesOf({ ...settings, checkout: upstreams.get('checkout').policy }),
    wallClock,
    extend: varyByApp,
    module: MobileBffModule.with({
      settings,
      upstreams,
      views,
      countApp: countApps(telemetry, appPolicy),
      wallClock,
    }),
  };
}
