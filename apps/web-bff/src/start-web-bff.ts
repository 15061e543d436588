import { type RunningGateway, startGateway } from '@frontdesk/gateway';
import { composeWebBff } from './compose-web-bff.js';

/** Starts this gateway with the settings of an environment; throws one error that names what is wrong. */
export async function startWebBff(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RunningGateway> {
  return startGateway(await composeWebBff(env));
}
