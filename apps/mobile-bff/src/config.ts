import { gatewaySettings } from '@frontdesk/gateway';
import { patienceSettings } from './patience/patience-settings.js';

export const NAME = 'mobile-bff';

/** The settings of this gateway, from the environment. */
export const settings = {
  ...gatewaySettings({
    port: 3001,
    managementPort: 9001,
    audience: 'urn:frontdesk:mobile-bff',
  }),
  ...patienceSettings,
};
