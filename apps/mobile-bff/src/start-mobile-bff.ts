import { type GatewayOptions, type RunningGateway, startGateway } from '@frontdesk/gateway';
import { composeMobileBff } from './compose-mobile-bff.js';

/** Starts this gateway with the settings of an environment; throws one error that names what is wrong. */
export async function startMobileBff(
  env: Readonly<Record<string, string | undefined>>,
  clocks: Pick<GatewayOptions, 'wallClock'> = {},
): Promise<RunningGateway> {
  return startGateway(await composeMobileBff(env, clocks));
}
