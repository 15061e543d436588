import { join } from 'node:path';
import { checkout } from './checkout.js';
import { readOptions } from './options.js';
import { planSystem } from './plan-system.js';

const plan = (env: NodeJS.ProcessEnv = {}, ...args: string[]) => {
  const system = planSystem(readOptions(args), env);
  return { system, envOf: (name: string) => system.processes.find((one) => one.name === name)?.env ?? {} };
};

describe('the plan of the system', () => {
  it('has every process on the port that the architecture gives it', () => {
    const { system } = plan();
    expect(system.processes.map(({ name, ports }) => [name, ports.map(({ port }) => port)])).toEqual([
      ['web-bff', [3000, 9000]],
      ['mobile-bff', [3001, 9001]],
      ['partner-gateway', [3002, 9002]],
      ['identity', [3010]],
      ['checkout', [3032, 9032]],
      ['shop', [3021, 3022, 3023, 3024, 3025, 3026, 3027, 3028, 3029, 3030, 3031]],
      ['sandbox-checkout', [4032, 10032]],
      ['sandbox-shop', [4022, 4023, 4024, 4027, 4028, 4029, 4030]],
    ]);
  });

  it('makes each further instance a process of its own, which the gateways are told of', () => {
    const { system, envOf } = plan({}, '--instances', 'orders=3,users=2');
    expect(system.processes.slice(6, -2).map(({ name, ports }) => [name, ports[0]?.port])).toEqual([
      ['users-2', 3121],
      ['orders-2', 3128],
      ['orders-3', 3228],
    ]);
    expect(envOf('orders-3')).toMatchObject({
      SHOP_SERVICES: 'orders',
      ORDERS_PORT: '3028',
      INSTANCE_OFFSET: '200',
    });
    expect(envOf('web-bff')).toMatchObject({
      ORDERS_URL: 'http://127.0.0.1:3028,http://127.0.0.1:3128,http://127.0.0.1:3228',
      USERS_URL: 'http://127.0.0.1:3021,http://127.0.0.1:3121',
    });
  });

  it('offers the control routes of the shop only where they are asked for', () => {
    expect(plan().envOf('shop')).not.toHaveProperty('SHOP_FAULTS');
    expect(plan({}, '--faults', '--instances=carts=2').envOf('carts-2')).toHaveProperty('SHOP_FAULTS', '1');
  });

  it("hands a process its own settings by their own name, and nobody another's", () => {
    const { envOf } = plan({ MOBILE_BFF_LOG_LEVEL: 'debug', SHOP_SHIPMENT_STEP_MS: '7' });
    expect(envOf('mobile-bff')).toHaveProperty('LOG_LEVEL', 'debug');
    expect(envOf('web-bff')).not.toHaveProperty('LOG_LEVEL');
    expect(envOf('shop')).toHaveProperty('SHIPMENT_STEP_MS', '7');
  });

  it('gives no process the port and the host that were said to the launcher', () => {
    const { system, envOf } = plan({
      PORT: '80',
      HOST: 'everywhere',
      MANAGEMENT_HOST: '0.0.0.0',
      REDIS_URL: 'redis://r',
    });
    for (const { env } of system.processes) {
      expect(env['PORT']).not.toBe('80');
      expect(env).not.toHaveProperty('HOST');
      expect(env).not.toHaveProperty('MANAGEMENT_HOST');
      expect(env).toHaveProperty('REDIS_URL', 'redis://r');
    }
    expect(envOf('mobile-bff')).toHaveProperty('PORT', '3001');
  });

  it('lets what the user says of an upstream stand', () => {
    const { envOf } = plan({
      ORDERS_URL: 'http://10.0.0.1:80',
      OIDC_ISSUER: 'https://id.example',
      USERS_URL: '',
    });
    expect(envOf('web-bff')).toMatchObject({
      ORDERS_URL: 'http://10.0.0.1:80',
      OIDC_ISSUER: 'https://id.example',
      USERS_URL: 'http://127.0.0.1:3021',
    });
  });

  it('tells everyone where a process is that was moved', () => {
    const { system, envOf } = plan({ IDENTITY_PORT: '4010', WEB_BFF_PORT: '4000', SHOP_ORDERS_PORT: '4028' });
    expect(envOf('partner-gateway')).toMatchObject({
      OIDC_ISSUER: 'http://127.0.0.1:4010',
      ORDERS_URL: 'http://127.0.0.1:4028',
    });
    expect(envOf('identity')).toMatchObject({
      PORT: '4010',
      ISSUER: 'http://127.0.0.1:4010',
      WEB_BFF_URLS: 'http://127.0.0.1:4000,http://localhost:4000',
    });
    expect(system.urls).toHaveProperty('web-bff', 'http://127.0.0.1:4000');
  });

  it('gives web-bff alone the secret that the sample identity provider writes down, wherever it does so', () => {
    const { envOf } = plan({ IDENTITY_PORT: '4010' });
    expect(envOf('web-bff')['OIDC_CLIENT_SECRET_FILE']).toBe(join(checkout, '.data/identity/web-bff.secret'));
    expect(envOf('mobile-bff')).not.toHaveProperty('OIDC_CLIENT_SECRET_FILE');
    expect(plan({ IDENTITY_DATA_DIR: '/kept' }).envOf('web-bff')).toHaveProperty(
      'OIDC_CLIENT_SECRET_FILE',
      '/kept/web-bff.secret',
    );
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    [
      'another provider',
      { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'shop', OIDC_CLIENT_SECRET: 's' },
    ],
    ['another provider of web-bff alone', { WEB_BFF_OIDC_ISSUER: 'https://id.example' }],
    ['a secret of its own', { OIDC_CLIENT_SECRET: 'a-secret' }],
  ])('keeps that secret from web-bff where the user names %s', (_case, env) => {
    const own = plan(env).envOf('web-bff');
    expect(own).not.toHaveProperty('OIDC_CLIENT_SECRET_FILE');
    expect(own).toMatchObject({ OIDC_ISSUER: expect.stringMatching(/^http/), ...(env.OIDC_ISSUER && env) });
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [{}, 'http://127.0.0.1:3022'],
    [{ SHOP_PRODUCTS_PORT: '4022' }, 'http://127.0.0.1:4022'],
    [{ SHOP_IMAGES_URL: 'https://images.example/shop' }, 'https://images.example'],
    [{ IMAGE_ORIGINS: 'https://own.example' }, 'https://own.example'],
  ])('tells web-bff whose pictures its pages may show: with %j', (env, origins) => {
    expect(plan(env).envOf('web-bff')).toHaveProperty('IMAGE_ORIGINS', origins);
  });

  it('tells the checkout where the shop is and which database is its own, and the gateways where the checkout is', () => {
    const { envOf } = plan({
      CHECKOUT_DATABASE_URL: 'postgres://db/checkout',
      CHECKOUT_PORT: '4032',
      SHOP_ORDERS_PORT: '4028',
    });
    expect(envOf('checkout')).toMatchObject({
      DATABASE_URL: 'postgres://db/checkout',
      PORT: '4032',
      ORDERS_URL: 'http://127.0.0.1:4028',
    });
    expect(envOf('web-bff')).toHaveProperty('CHECKOUT_URL', 'http://127.0.0.1:4032');
    expect(envOf('shop')).not.toHaveProperty('DATABASE_URL');
  });

  it('gives the database of one process to no other', () => {
    const { envOf } = plan({
      DATABASE_URL: 'postgres://db/nobodys',
      PARTNER_GATEWAY_DATABASE_URL: 'postgres://db/partners',
      CHECKOUT_DATABASE_URL: 'postgres://db/checkout',
    });
    expect(envOf('partner-gateway')).toHaveProperty('DATABASE_URL', 'postgres://db/partners');
    expect(envOf('checkout')).toHaveProperty('DATABASE_URL', 'postgres://db/checkout');
    expect(envOf('sandbox-checkout')).toHaveProperty('DATABASE_URL', '');
    const own = plan({ SANDBOX_CHECKOUT_DATABASE_URL: 'postgres://db/sandbox' });
    expect(own.envOf('sandbox-checkout')).toHaveProperty('DATABASE_URL', 'postgres://db/sandbox');
    expect(own.envOf('checkout')).not.toHaveProperty('DATABASE_URL');
  });

  describe('has a sandbox', () => {
    it('with data of its own, that nothing but partner-gateway is told of', () => {
      const { envOf } = plan({ SHOP_ORDERS_PORT: '5028', SHOP_DATA_DIR: '/kept', ORDERS_URL: 'http://real' });
      expect(envOf('partner-gateway')).toMatchObject({
        SANDBOX_PRODUCTS_URL: 'http://127.0.0.1:4022',
        SANDBOX_ORDERS_URL: 'http://127.0.0.1:6028',
        SANDBOX_CHECKOUT_URL: 'http://127.0.0.1:4032',
        ORDERS_URL: 'http://real',
        CHECKOUT_URL: 'http://127.0.0.1:3032',
      });
      expect(envOf('web-bff')).not.toHaveProperty('SANDBOX_ORDERS_URL');
      expect(envOf('sandbox-shop')).toMatchObject({
        INSTANCE_OFFSET: '1000',
        ORDERS_PORT: '5028',
        SHOP_SERVICES: 'products,inventory,pricing,carts,orders,payments,shipping',
        SHOP_DATA_DIR: join(checkout, '.data/sandbox/shop'),
      });
    });

    it('whose checkout calls no service of the real shop, whatever is said of those', () => {
      const services = ['INVENTORY', 'PRICING', 'CARTS', 'ORDERS', 'PAYMENTS', 'SHIPPING'];
      const { envOf } = plan({
        ...Object.fromEntries(services.map((name) => [`${name}_URL`, 'http://real'])),
        SANDBOX_ORDERS_URL: 'http://orders.sandbox',
        SANDBOX_DATA_DIR: '/sand',
      });
      const own = envOf('sandbox-checkout');
      expect(services.map((name) => own[`${name}_URL`])).toEqual([
        'http://127.0.0.1:4023',
        'http://127.0.0.1:4024',
        'http://127.0.0.1:4027',
        'http://orders.sandbox',
        'http://127.0.0.1:4029',
        'http://127.0.0.1:4030',
      ]);
      expect(own).toMatchObject({
        PORT: '4032',
        MANAGEMENT_PORT: '10032',
        CHECKOUT_DATA_DIR: '/sand/checkout',
      });
      expect(envOf('partner-gateway')).toHaveProperty('SANDBOX_ORDERS_URL', 'http://orders.sandbox');
    });

    it('that is not started where the user says of all of it where it is', () => {
      const names = ['PRODUCTS', 'INVENTORY', 'PRICING', 'ORDERS', 'SHIPPING', 'CHECKOUT'];
      const said = Object.fromEntries(names.map((name) => [`SANDBOX_${name}_URL`, `http://${name}`]));
      const { system, envOf } = plan(said);
      expect(system.processes.map(({ name }) => name)).not.toContain('sandbox-shop');
      expect(envOf('partner-gateway')).toMatchObject(said);
    });

    it('whose ports are ports', () => {
      expect(() => plan({ SHOP_ORDERS_PORT: '65000' })).toThrow(/^SHOP_ORDERS_PORT: the sandbox wants it/);
      expect(() => plan({ CHECKOUT_MANAGEMENT_PORT: '65000' })).toThrow(
        /^CHECKOUT_MANAGEMENT_PORT: the sandbox/,
      );
    });
  });

  it.each([
    [{ WEB_BFF_PORT: '0' }, 'WEB_BFF_PORT'],
    [{ WEB_BFF_MANAGEMENT_PORT: '65536' }, 'WEB_BFF_MANAGEMENT_PORT'],
    [{ SHOP_ORDERS_PORT: 'x' }, 'SHOP_ORDERS_PORT'],
    [{ ORDERS_PORT: '-1' }, 'ORDERS_PORT'],
  ])('names the setting in %j that is no port', (env, name) => {
    expect(() => plan(env)).toThrow(new RegExp(`^${name} must be a port`));
  });
});
