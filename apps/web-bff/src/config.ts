import { gatewaySettings } from '@frontdesk/gateway';
import { orderEventsSettings } from './orders/events/order-events-settings.js';
import { sessionSettings } from './session/session-settings.js';
import { storefrontSettings } from './storefront/storefront-settings.js';

export const NAME = 'web-bff';

/** The settings of this gateway, from the environment. */
export const settings = {
  ...gatewaySettings({
    port: 3000,
    managementPort: 9000,
    audience: 'urn:frontdesk:web-bff',
  }),
  ...orderEventsSettings,
  ...sessionSettings,
  ...storefrontSettings,
};
