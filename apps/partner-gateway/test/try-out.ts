import { freePort, shopForTests, TestCheckout, type TestShop } from '@frontdesk/testing';
import { GatewayAlone } from './gateway-alone.js';
import { Identity } from './identity.js';

const SERVICES = ['products', 'inventory', 'pricing', 'orders', 'shipping'] as const;

/** The gateway with a sandbox behind it in which orders can be placed, and the identity provider; nothing that is live. */
export class TryOut implements AsyncDisposable {
  private constructor(
    readonly gateway: GatewayAlone,
    readonly identity: Identity,
    private readonly shop: TestShop,
    private readonly checkout: TestCheckout,
  ) {}

  static async start(): Promise<TryOut> {
    const [shop, identity, port] = await Promise.all([shopForTests(), Identity.start(), freePort()]);
    const checkout = new TestCheckout(port);
    const urls = SERVICES.map((name) => [`SANDBOX_${name.toUpperCase()}_URL`, shop.url(name)]);
    const [gateway] = await Promise.all([
      GatewayAlone.start({
        ...Object.fromEntries(urls),
        SANDBOX_CHECKOUT_URL: checkout.url,
        OIDC_ISSUER: identity.issuer,
      }),
      checkout.start(shop.environment),
    ]);
    return new TryOut(gateway, identity, shop, checkout);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of [this.gateway, this.identity, this.checkout, this.shop])
      await each[Symbol.asyncDispose]();
  }
}
