import { Module, type Type } from '@nestjs/common';
import { gatewaySettings } from '../settings/gateway-settings.js';
import { loadSettings } from '../settings/load-settings.js';
import { type GatewayOptions, type RunningGateway, startGateway } from '../start-gateway.js';

type Env = Readonly<Record<string, string>>;

/** Starts a gateway of these controllers on free ports. */
export async function gatewayWith(
  controllers: Type<unknown>[],
  env: Env = {},
  options: Partial<GatewayOptions> = {},
): Promise<RunningGateway & AsyncDisposable> {
  class GatewayModule {}
  Module({ controllers })(GatewayModule);
  const gateway = await startGateway({
    name: 'things',
    module: GatewayModule,
    settings: loadSettings(gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:things' }), env),
    documents: { title: 'Things', version: '1', description: 'Things.' },
    ...options,
  });
  return { ...gateway, [Symbol.asyncDispose]: () => gateway.close() };
}
