import { openDatabase } from '@frontdesk/database';
import { loadSettings, type RunningGateway, startGateway } from '@frontdesk/gateway';
import { createTelemetry } from '@frontdesk/telemetry';
import { Upstreams } from '@frontdesk/upstream';
import { CheckoutModule } from './checkout.module.js';
import { Checkouts } from './checkouts/checkouts.js';
import { StepLog } from './checkouts/step-log.js';
import { Workers } from './checkouts/workers.js';
import { NAME, settings as declaredSettings } from './config.js';
import { makeTables } from './make-tables.js';
import { deadlineOfCaller } from './deadline-of-caller.js';
import { documents } from './documents.js';
import { upstreams as declaredUpstreams } from './upstreams.js';

/** Starts the checkout with the settings of an environment; throws one error that names what is wrong. */
export async function startCheckout(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningGateway> {
  const settings = loadSettings(declaredSettings, env);
  const { leaseMs, wantedMs, pollMs, deadlineMs } = settings;
  const { logger, nestLogger, ...telemetry } = createTelemetry({ name: NAME, level: settings.logLevel });
  const upstreams = new Upstreams(declaredUpstreams, { env, observer: telemetry.upstreamObserver });
  telemetry.watchUpstreams(() => upstreams.health());

  const database = await openDatabase({
    name: NAME,
    databaseUrl: settings.databaseUrl,
    folder: settings.checkoutDataDir,
    folderSetting: 'CHECKOUT_DATA_DIR',
  });
  const log = new StepLog(database, { leaseMs, wantedMs });
  const workers = new Workers({
    log,
    upstreams,
    leaseMs,
    pollMs,
    random: Math.random,
    failed: ({ id, state, failures }, err) => logger.warn({ id, state, failures, err }, 'purchase waits'),
  });
  const close = async () => {
    await workers.stop();
    await upstreams.close();
    await database.close();
  };
  try {
    await makeTables(database);
    await log.freeLeftovers();
  } catch (error) {
    await close();
    throw error;
  }

  const running = await startGateway({
    name: NAME,
    settings,
    documents,
    module: CheckoutModule.with(new Checkouts(log, workers)),
    logger: nestLogger,
    onRequestEnd: telemetry.onRequestEnd,
    // Without its database it can do nothing, and another process may have a way to it.
    isReady: () => database.isThere,
    management: {
      '/metrics': async () => telemetry.management['/metrics']?.() ?? { contentType: 'text/plain', body: '' },
      '/unfinished': async () => ({
        contentType: 'application/json',
        body: JSON.stringify(await log.unfinished()),
      }),
    },
    deadlineMs: (request) => deadlineOfCaller(request, deadlineMs),
    onClose: close,
  });
  workers.start();
  return running;
}
