import { type GatewayOptions, loadSettings, openResources } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import type { Upstreams } from '@frontdesk/upstream';
import { NAME, settings as declaredSettings } from './config.js';
import { deadlinesOf } from './deadlines.js';
import { documents } from './documents.js';
import { orderProgress } from './orders/events/order-progress.view.js';
import { OrderStreams } from './orders/events/order-streams.js';
import { openSessions } from './session/open-sessions.js';
import { clientSecretOf } from './session/provider/client-secret.js';
import { storeNothingPrivate } from './store-nothing-private.js';
import { builtStorefront } from './storefront/built-storefront.js';
import { serveStorefront } from './storefront/serve-storefront.js';
import { upstreams as declaredUpstreams } from './upstreams.js';
import { Views } from './views.js';
import { WebBffModule } from './web-bff.module.js';

/** Puts this gateway together by the settings of an environment; throws one error that names what is wrong. */
export async function composeWebBff(
  env: Readonly<Record<string, string | undefined>>,
): Promise<GatewayOptions> {
  const settings = loadSettings(declaredSettings, env);
  const secret = clientSecretOf(settings);
  const telemetry = createTelemetry({ name: NAME, level: settings.logLevel });
  const { upstreams, cache, options } = await openResources({
    name: NAME,
    env,
    settings,
    upstreams: declaredUpstreams,
    telemetry,
  });
  const storefront = builtStorefront(settings.storefrontDir);
  if (!storefront) telemetry.logger.warn(`no shop in ${settings.storefrontDir}: the API alone is served`);
  const views = new Views({ upstreams, cache, onPlan: telemetry.onPlan });
  const orderStreams = new OrderStreams({
    look: async (orderId, context) => {
      const { body, complete } = await views.run(orderProgress, { orderId }, context);
      return { progress: body, complete };
    },
    pollMs: settings.orderEventsPollMs,
    heartbeatMs: settings.orderEventsHeartbeatMs,
  });

  const sessions = await openSessions({
    settings,
    secret,
    audiences: audiencesOf(upstreams),
    tell: (what, error) => telemetry.logger.warn(error === undefined ? {} : { err: error }, what),
  });

  return {
    ...options,
    documents,
    deadlineMs: deadlinesOf({
      deadlineMs: settings.deadlineMs,
      checkout: upstreams.get('checkout').policy,
    }),
    extend: (server) => {
      storeNothingPrivate(server);
      if (storefront) serveStorefront(server, storefront, settings.imageOrigins);
    },
    onClose: async () => {
      await sessions.renewals.close();
      sessions.store.close();
      await options.onClose?.();
    },
    module: WebBffModule.with({ settings, upstreams, views, sessions, orderStreams }),
    onStopping: () => orderStreams.stop(),
  };
}

/** Whom tokens of the user are asked for. */
function audiencesOf(upstreams: Upstreams<keyof typeof declaredUpstreams>): string[] {
  const names = Object.keys(declaredUpstreams) as (keyof typeof declaredUpstreams)[];
  const policies = names.map((name) => upstreams.get(name).policy);
  const audiences = policies.flatMap(({ identity, audience }) => (identity === 'token' && audience) || []);
  return [...new Set(audiences)];
}
