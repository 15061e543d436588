import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, shopForTests, TestCheckout, type TestShop } from '@frontdesk/testing';
import { StartedProgram } from './started-program.js';

/** Long enough to be seen in one step, and short enough to wait for the next. */
const SHIPMENT_STEP_MS = '2000';
const CLIENT_SECRET = 'a-secret-of-this-test-alone';

/** All that stands behind a browser: services, identity provider, checkout, and web-bff with the built storefront. */
export interface OpenShop extends AsyncDisposable {
  readonly url: string;
  readonly shop: TestShop;
  /** Where the identity provider keeps what it knows. */
  readonly identityFolder: string;
}

/** Starts the whole shop on free ports and fresh data, every part the one that is run. */
export async function openShop(): Promise<OpenShop> {
  const closing = new AsyncDisposableStack();
  try {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-storefront-'));
    closing.defer(() => rmSync(folder, { recursive: true, force: true }));
    const [port, identityPort, checkoutPort] = [await freePort(), await freePort(), await freePort()];
    const [url, issuer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${identityPort}`];

    const shop = closing.use(await shopForTests({ SHIPMENT_STEP_MS }));
    const checkout = closing.use(new TestCheckout(checkoutPort));
    const identity = StartedProgram.start('identity', {
      PORT: String(identityPort),
      IDENTITY_DATA_DIR: folder,
      WEB_BFF_URLS: url,
      WEB_BFF_CLIENT_SECRET: CLIENT_SECRET,
    });
    const webBff = StartedProgram.start('web-bff', {
      ...shop.environment,
      PORT: String(port),
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'silent',
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      CHECKOUT_URL: checkout.url,
      IMAGE_ORIGINS: shop.url('products'),
      ORDER_EVENTS_POLL_MS: '100',
    });
    const started = await Promise.allSettled([identity, webBff, checkout.start(shop.environment)]);
    for (const program of [await identity.catch(() => undefined), await webBff.catch(() => undefined)]) {
      if (program) closing.use(program);
    }
    const failed = started.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failed) throw failed.reason;
    const all = closing.move();
    return { url, shop, identityFolder: folder, [Symbol.asyncDispose]: () => all.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
