import { gatewaySettings } from '@frontdesk/gateway';

/** The settings of this gateway, from the environment. */
export const settings = gatewaySettings({
  port: 3001,
  managementPort: 9001,
  audience: 'urn:frontdesk:mobile-bff',
});
