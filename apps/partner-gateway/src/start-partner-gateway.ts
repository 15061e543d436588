import { openDatabase } from '@frontdesk/database';
import {
  type GatewayOptions,
  loadSettings,
  openResources,
  type RunningGateway,
  startGateway,
} from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { followDirectory } from './access/follow-directory.js';
import { NAME, settings as declaredSettings } from './config.js';
import { migrations } from './database/migrations.js';
import { documentsOf } from './documents.js';
import { concealKeys as conceal } from './keys/conceal-keys.js';
import { keepAnswers } from './idempotency/keep-answers.js';
import { openCommands } from './idempotency/open-commands.js';
import { openLimits } from './limits/open-limits.js';
import { Acts } from './steering/acts.js';
import { steer } from './steering/steer.js';
import { retiring } from './api-versions.js';
import { deadlinesOf } from './deadlines.js';
import { openShops } from './open-shops.js';
import { refuseLenient, upstreams as declaredUpstreams } from './upstreams.js';
import { meta } from './views.js';
import { PartnerGatewayModule } from './partner-gateway.module.js';

/** Starts this gateway with the settings of an environment; throws one error that names what is wrong. */
export async function startPartnerGateway(
  env: Readonly<Record<string, string | undefined>>,
  { wallClock = { now: Date.now } }: Pick<GatewayOptions, 'wallClock'> = {},
): Promise<RunningGateway> {
  const settings = loadSettings(declaredSettings, env);
  const telemetry = createTelemetry({ name: NAME, level: settings.logLevel, conceal });
  const database = await openDatabase({
    name: NAME,
    databaseUrl: settings.databaseUrl,
    folder: settings.partnerDataDir,
    folderSetting: 'PARTNER_DATA_DIR',
  });
  const closers = [() => database.close()];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    await database.migrate(migrations);
    const { upstreams, cache, options } = await openResources({
      name: NAME,
      env,
      settings,
      upstreams: declaredUpstreams,
      telemetry,
    });
    closers.push(async () => options.onClose?.());
    refuseLenient(upstreams);
    const directory = await followDirectory(database, settings, telemetry.logger);
    closers.push(() => directory.close());
    const limits = await openLimits(database, settings, telemetry.logger, wallClock);
    closers.push(() => limits.ledger.close());
    const checkout = upstreams.get('checkout').policy;
    const commands = await openCommands(database, settings, {
      DEADLINE_MS: settings.deadlineMs,
      CHECKOUT_DEADLINE_MS: checkout.deadlineMs,
    });
    closers.push(async () => commands.stop());
    const acts = new Acts({ database, acted: () => directory.refresh(), now: Date.now });
    const shops = await openShops({ upstreams, cache, settings, telemetry, database, wallClock });
    closers.push(() => shops.close());

    return await startGateway({
      ...options,
      documents: documentsOf(settings, retiring),
      retiring,
      meta,
      deadlineMs: deadlinesOf({ ...settings, checkout }),
      wallClock,
      conceal,
      onRequestEnd: [...(options.onRequestEnd ?? []), limits.onRequestEnd],
      module: PartnerGatewayModule.with({
        settings,
        shops: shops.providers,
        acts,
        directory,
        limits,
        wallClock,
      }),
      extend: (server) => keepAnswers(server, commands.store),
      isReady: () => database.isThere && directory.isFresh,
      extendManagement: steer({ acts, database, retiring, settings, logger: telemetry.logger }),
      onClose: close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}
