import { gatewaySettings } from '@frontdesk/gateway';

export const NAME = 'partner-gateway';

/** The settings of this gateway, from the environment. */
export const settings = gatewaySettings({
  port: 3002,
  managementPort: 9002,
  audience: 'urn:frontdesk:partner-gateway',
});
